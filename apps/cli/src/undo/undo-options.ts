import type { OperationOptions, WrittenOperationOptions } from "../apply/operation-options.ts";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { usageError } from "../usage/cli-code.ts";

interface Wish extends StoreOptions {
  /** The newest operation that stands when left out. */
  readonly id: string | undefined;
  readonly force: boolean;
  readonly exact: boolean;
}

/** The options of `undo` as they were written. */
export interface WrittenUndoOptions extends Wish, WrittenOperationOptions {
  /** Each may name several groups, with commas in between. */
  readonly only: readonly string[];
}

export interface UndoOptions extends Wish, OperationOptions {
  /** All groups when left out. */
  readonly only: readonly string[] | undefined;
}

/** The newest one in words, as core has it. */
const LAST = "last";

/** Throws `cli.bad-seconds`, `cli.option-needs-value` (usage). */
export function readUndoOptions(written: WrittenUndoOptions): UndoOptions {
  const { id, tool, home, force, exact, only } = written;
  return {
    ...readOperationOptions(written),
    id: id === LAST ? undefined : id,
    tool,
    home,
    force,
    exact,
    only: readGroups(only),
  };
}

function readGroups(written: readonly string[]): UndoOptions["only"] {
  if (written.length === 0) return undefined;
  const groups = written.flatMap((list) => list.split(",")).map((name) => name.trim());
  if (groups.includes("")) throw usageError("cli.option-needs-value", { option: "--only" });
  return [...new Set(groups)];
}
