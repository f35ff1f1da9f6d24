import type { Params } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";

/** Every code of an error in what is to be imported. Params are in brackets. */
export type ImportErrorCode =
  /** [source, files] and perhaps [closest] */
  | "import.no-source"
  /** [file] */
  | "import.unknown-content"
  /** [file, reason] and perhaps [line, column] */
  | "import.broken"
  /** [file, bytes] */
  | "import.too-large"
  /** [file, version] */
  | "import.newer"
  /** [file] */
  | "import.wrong-passphrase";

/** Why a provider cannot be imported. */
export type ReasonCode =
  /** [] */
  | "import.official"
  /** [] */
  | "import.no-url"
  /** [] */
  | "import.bad-url"
  /** [] */
  | "import.no-key"
  /** [app] */
  | "import.other-tool"
  /** [wireApi] */
  | "import.wire-api"
  /** [] */
  | "import.through-router"
  /** [variable] */
  | "import.key-variable"
  /** [] */
  | "import.broken-settings"
  /** [file] */
  | "import.settings-missing"
  /** [file] */
  | "import.own-settings"
  /** [tool] */
  | "import.tool-missing"
  /** [] */
  | "import.key-stays";

export type ImportCode = ImportErrorCode | ReasonCode;

export function importError(code: ImportErrorCode, params: Params, cause?: unknown): SwitchError {
  return new SwitchError({ kind: "environment", code, params, cause });
}
