import type { OperationOptions, WrittenOperationOptions } from "../apply/operation-options.ts";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { PassphraseSource, WrittenPassphrase } from "../passphrase/passphrase-source.ts";
import { passphraseSourceOf } from "../passphrase/passphrase-source.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { usageError } from "../usage/cli-code.ts";

/** The source that stands for standard input. */
export const STANDARD_INPUT = "-";

/** What becomes of a provider whose id is taken by one that differs. */
export type OnConflict = "skip" | "rename" | "replace";

const ON_CONFLICT: readonly OnConflict[] = ["skip", "rename", "replace"];

interface Wish extends StoreOptions {
  /** A tool whose providers are read, a file, or `-`. */
  readonly source: string;
  /** A home directory to read from instead of the user's own. */
  readonly from: string | undefined;
  /** Ids; all where none is named. */
  readonly only: readonly string[];
}

/** The options of `import` as they were written. */
export interface WrittenImportOptions extends Wish, WrittenOperationOptions, WrittenPassphrase {
  readonly onConflict: string | undefined;
}

export interface ImportOptions extends Wish, OperationOptions {
  /** Asked for, or refused, where it is left out. */
  readonly onConflict: OnConflict | undefined;
  readonly passphrase: PassphraseSource | null;
}

/** Throws `cli.bad-value`, `cli.bad-seconds`, `cli.passphrase-sources`, `cli.not-together` (usage). */
export function readImportOptions(written: WrittenImportOptions): ImportOptions {
  const { source, from, only, tool, home, onConflict } = written;
  const passphrase = passphraseSourceOf(written);
  if (source === STANDARD_INPUT && passphrase?.from === "stdin")
    throw usageError("cli.not-together", { option: STANDARD_INPUT, other: "--passphrase-stdin" });
  return {
    ...readOperationOptions(written),
    source,
    from,
    only,
    tool,
    home,
    onConflict: onConflict === undefined ? undefined : readOnConflict(onConflict),
    passphrase,
  };
}

function readOnConflict(value: string): OnConflict {
  const found = ON_CONFLICT.find((one) => one === value);
  if (found !== undefined) return found;
  throw usageError("cli.bad-value", { option: "--on-conflict", value, allowed: ON_CONFLICT });
}
