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
  /** [known] */
  | "cli.which-tool"
  /** [target] */
  | "cli.no-tool-has"
  /** [option, other] */
  | "cli.not-together"
  | "cli.all-needs-target"
  | "cli.no-target"
  /** [tool, home] */
  | "cli.no-targets"
  | "cli.no-confirmation"
  | "cli.json-needs-yes";

export function usageError(code: CliCode, params: Params = {}): SwitchError {
  return new SwitchError({ kind: "usage", code, params });
}
