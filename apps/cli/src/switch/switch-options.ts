import type { OperationOptions, WrittenOperationOptions } from "../apply/operation-options.ts";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { usageError } from "../usage/cli-code.ts";

interface Wish extends StoreOptions {
  readonly target: string | undefined;
  readonly force: boolean;
}

/** The options of `switch` as they were written. */
export interface WrittenSwitchOptions extends Wish, WrittenOperationOptions {
  readonly sessions: string | undefined;
}

export interface SwitchOptions extends Wish, OperationOptions {
  readonly sessions: "sync" | "off";
}

/** Throws `cli.bad-value` (usage). */
export function readSwitchOptions(written: WrittenSwitchOptions): SwitchOptions {
  const { target, tool, home, force, sessions } = written;
  return { ...readOperationOptions(written), target, tool, home, force, sessions: readSessions(sessions) };
}

function readSessions(value: string | undefined): SwitchOptions["sessions"] {
  if (value === undefined || value === "sync") return "sync";
  if (value === "off") return "off";
  throw usageError("cli.bad-value", { option: "--sessions", value, allowed: ["sync", "off"] });
}
