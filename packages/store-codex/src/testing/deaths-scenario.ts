import type { Asked, Scenario, TestFunction } from "@zcf/adapter-testkit";
import type { SwitchRequest } from "@zcf/core";
import { test } from "vitest";
import { codex } from "../adapter.ts";

/** A test that takes minutes when all of a fault matrix is run. */
export const longTest: TestFunction = (name, run) => test(name, { timeout: 3_600_000 }, run);

/** A scenario of Codex, whose home is `CODEX_HOME`. */
export function codexScenario(
  name: string,
  rest: Pick<Scenario, "makeHome" | "request"> & Partial<Scenario>,
): Scenario {
  return {
    name,
    adapters: [codex()],
    environment: ({ root, home }) => ({ home: root, platform: "linux", variables: { CODEX_HOME: home } }),
    // Codex leaves its lock files behind as well.
    ignore: (entry) => entry.startsWith("thread-writer-locks/") && entry.endsWith(".lock"),
    ...rest,
  };
}

export function switchTo(target: string, more: Partial<SwitchRequest> = {}): Asked {
  return { tools: ["codex"], target, ...more };
}

/** Takes back the operation that was done last. */
export const undo: Asked = (done) => ({ undo: done.at(-1)?.operation ?? "" });
