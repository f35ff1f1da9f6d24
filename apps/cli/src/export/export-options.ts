import type { PassphraseSource, WrittenPassphrase } from "../passphrase/passphrase-source.ts";
import { passphraseSourceOf } from "../passphrase/passphrase-source.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { usageError } from "../usage/cli-code.ts";

interface Wish extends StoreOptions {
  /** `ID` or `TOOL/ID`; all where none is named. */
  readonly ids: readonly string[];
  readonly withKeys: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

/** The options of `provider export` as they were written. */
export interface WrittenExportOptions extends Wish, WrittenPassphrase {
  readonly output: string | undefined;
}

export interface ExportOptions extends Wish {
  /** `null`: standard output. */
  readonly file: string | null;
  readonly passphrase: PassphraseSource | null;
}

/** Throws `cli.passphrase-sources`, `cli.passphrase-no-keys` (usage). */
export function readExportOptions(written: WrittenExportOptions): ExportOptions {
  const { ids, withKeys, force, json, tool, home, output } = written;
  const passphrase = passphraseSourceOf(written);
  if (passphrase !== null && !withKeys) throw usageError("cli.passphrase-no-keys");
  return { ids, withKeys, force, json, tool, home, file: output ?? null, passphrase };
}
