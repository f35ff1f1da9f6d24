import { usageError } from "../usage/cli-code.ts";

/** The options that say where a passphrase comes from, as they were written. */
export interface WrittenPassphrase {
  readonly passphraseStdin: boolean;
  readonly passphraseEnv: string | undefined;
}

/** Where a passphrase comes from, when nobody is to be asked. */
export type PassphraseSource =
  | { readonly from: "stdin" }
  | { readonly from: "env"; readonly variable: string };

/** `null` where none is named. Throws `cli.passphrase-sources` (usage). */
export function passphraseSourceOf({
  passphraseStdin,
  passphraseEnv,
}: WrittenPassphrase): PassphraseSource | null {
  if (passphraseStdin && passphraseEnv !== undefined) throw usageError("cli.passphrase-sources");
  if (passphraseEnv !== undefined) return { from: "env", variable: passphraseEnv };
  return passphraseStdin ? { from: "stdin" } : null;
}
