import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import type { Skipped, Unit } from "@zcf/contract";
import { onTestFinished } from "vitest";
import type { Segment } from "./made-up-history.ts";

/** Longer than the provider that made-up threads begin with. */
export const LONGER = "a_much_longer_provider_id";

/** A config that names both, with keys of their own. */
export const CONFIG: string = `model_provider = "alpha"\n${["alpha", LONGER]
  .map(
    (id) =>
      `[model_providers.${id}]\nname = "${id}"\nbase_url = "http://127.0.0.1:1"\nexperimental_bearer_token = "k"\n`,
  )
  .join("")}`;

/** A thread of two turns. */
export const root: Segment = {
  from: null,
  provider: "alpha",
  turns: [
    { length: 10, settings: false },
    { length: 20, settings: true },
  ],
  archived: false,
};

/** The same, continuing the first turn of an earlier segment. */
export const forkOf = (segment: number): Segment => ({ ...root, from: { segment, turn: 0, how: "fork" } });
export const revertOf = (segment: number): Segment => ({
  ...root,
  from: { segment, turn: 0, how: "revert" },
});

/** How each thread moves, or why it does not, by the id of its unit. */
export function outcomes(plan: readonly (Unit | Skipped)[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    plan.flatMap((item) => {
      if (item.kind === "skipped") return [[item.id, item.code]];
      return (item.subjects ?? [item.id]).map((id) => [id, item.subjects === undefined ? "alone" : "grows"]);
    }),
  );
}

/** The same for some threads, in their order. */
export function outcomesOf(
  plan: readonly (Unit | Skipped)[],
  threads: readonly { readonly thread: string }[],
): readonly (string | undefined)[] {
  const found = outcomes(plan);
  return threads.map(({ thread }) => found[`sessions/${thread}`]);
}

/** Holds a file open until the test ends. */
export async function hold(path: string): Promise<void> {
  const input = openSync(path, "r");
  const child = spawn("sleep", ["60"], { stdio: [input, "ignore", "ignore"] });
  closeSync(input);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child, "spawn");
}
