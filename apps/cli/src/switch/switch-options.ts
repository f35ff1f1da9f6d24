import type { SessionsMode } from "@zcf/contract";
import type { OperationOptions, WrittenOperationOptions } from "../apply/operation-options.ts";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { usageError } from "../usage/cli-code.ts";

interface Wish extends StoreOptions {
  readonly target: string | undefined;
  readonly force: boolean;
  /** Every tool that has a target of that name. */
  readonly all: boolean;
}

/** The options of `switch` as they were written. */
export interface WrittenSwitchOptions extends Wish, WrittenOperationOptions {
  readonly sessions: string | undefined;
}

export interface SwitchOptions extends Wish, OperationOptions {
  /** Core's default when left out. */
  readonly sessions: SessionsMode | undefined;
}

const MODES: readonly SessionsMode[] = ["sync", "off", "shared"];

/** Throws `cli.bad-value` (usage). */
export function readSwitchOptions(written: WrittenSwitchOptions): SwitchOptions {
  const { target, tool, home, force, all, sessions } = written;
  return {
    ...readOperationOptions(written),
    target,
    tool,
    home,
    force,
    all,
    sessions: readSessions(sessions),
  };
}

function readSessions(value: string | undefined): SwitchOptions["sessions"] {
  if (value === undefined) return undefined;
  const mode = MODES.find((one) => one === value);
  if (mode !== undefined) return mode;
  throw usageError("cli.bad-value", { option: "--sessions", value, allowed: MODES });
}
