import { resolve } from "node:path";
import type { Environment } from "@zcf/contract";
import type { Reporter, Switcher } from "@zcf/core";
import { watchReading } from "./watch-reading.ts";

export interface Composition {
  readonly environment: Environment;
  readonly stateHome: string;
  readonly reporter: Reporter;
  /** What we are called by whoever has to wait for us. */
  readonly command: string;
  /** Told, while a store is inspected or planned, how many files of sessions were looked into. */
  readonly onRead: (count: number) => void;
}

/** The composition root: which adapters and backup strategies there are. Everything heavy is loaded here, when asked. */
export async function composeSwitcher(composition: Composition): Promise<Switcher> {
  const { environment, stateHome, reporter, command, onRead } = composition;
  const [{ createSwitcher }, { codex }, { claudeCode }, { none, selective, snapshot }] = await Promise.all([
    import("@zcf/core"),
    import("@zcf/store-codex"),
    import("@zcf/store-claude-code"),
    import("@zcf/backup"),
  ]);
  return createSwitcher({
    adapters: [codex(), claudeCode()].map((adapter) => watchReading(adapter, onRead)),
    backups: [selective(), snapshot(), none()],
    environment,
    stateHome: resolve(stateHome),
    command,
    reporter,
  });
}
