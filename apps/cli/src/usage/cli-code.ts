import type { Params } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";

/** Every code of an error in how the program was called. Params are in brackets. */
export type CliCode =
  /** [command, closest] */
  | "cli.unknown-command"
  /** [option, closest, command] */
  | "cli.unknown-option"
  /** [option] */
  | "cli.option-needs-value"
  /** [option] */
  | "cli.option-takes-no-value"
  /** [option, value, allowed] */
  | "cli.bad-value"
  /** [option, value] */
  | "cli.bad-seconds"
  /** [option, value] */
  | "cli.bad-count"
  /** [command, argument] */
  | "cli.too-many-arguments"
  /** [command, argument] */
  | "cli.needs-argument"
  /** [input] */
  | "cli.syntax"
  /** [check, closest] */
  | "cli.unknown-check"
  /** [known] */
  | "cli.which-tool"
  /** [target] */
  | "cli.no-tool-has"
  /** [option, other] */
  | "cli.not-together"
  /** [option, other] */
  | "cli.only-with"
  | "cli.all-needs-target"
  | "cli.no-target"
  /** [tool, home] */
  | "cli.no-targets"
  | ProviderCliCode
  | ImportCliCode
  | "cli.no-confirmation"
  | "cli.json-needs-yes";

/** Those of `zcf provider` and `zcf key`. None of them quotes what may be a key. */
type ProviderCliCode =
  | "cli.key-argument"
  | "cli.key-sources"
  /** [option] */
  | "cli.key-blank"
  /** [option] */
  | "cli.key-malformed"
  /** [variable] */
  | "cli.key-env-missing"
  | "cli.key-stdin-terminal"
  /** [store] */
  | "cli.key-not-taken"
  /** [store] */
  | "cli.key-name-wanted"
  /** [store] */
  | "cli.key-name-not-taken"
  | "cli.bad-set"
  /** [field] */
  | "cli.field-twice"
  /** [preset, tool, known, closest] */
  | "cli.unknown-preset"
  /** [provider, tool, known, closest] */
  | "cli.unknown-provider"
  | "cli.no-provider-id"
  /** [provider] */
  | "cli.no-changes"
  /** [provider, tool, named] */
  | "cli.no-probe"
  /** [program, store] */
  | "cli.program-missing"
  /** [provider, tool, named] */
  | "cli.no-base-url"
  | "cli.key-terminal"
  /** [provider, tool, named, variable] */
  | "cli.key-variable-unset"
  /** [provider, tool, named] */
  | "cli.key-elsewhere"
  /** [provider, tool, named] */
  | "cli.no-key";

/** Those of `zcf import` and `zcf provider export`. */
export type ImportCliCode =
  /** [providers] */
  | "cli.import-conflicts"
  /** [providers, known] */
  | "cli.import-not-there"
  | "cli.passphrase-sources"
  | "cli.passphrase-blank"
  /** [variable] */
  | "cli.passphrase-env-missing"
  | "cli.passphrase-stdin-terminal"
  | "cli.passphrase-mismatch"
  | "cli.passphrase-needed"
  | "cli.passphrase-no-keys";

export function usageError(code: CliCode, params: Params = {}): SwitchError {
  return new SwitchError({ kind: "usage", code, params });
}
