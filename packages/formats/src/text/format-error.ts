/** The formats that positions can be reported in. */
export type Format = "toml" | "json";

/** Where something stands in a text: both 1-based; the column counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface FormatErrorInit extends Position {
  readonly format: Format;
  /** One clause in English, without any of the file's content: it may hold secrets. */
  readonly reason: string;
}

/** A text that is not valid in its format, or that cannot be edited without changing something else. */
export class FormatError extends Error {
  override readonly name = "FormatError";
  readonly format: Format;
  readonly line: number;
  readonly column: number;
  readonly reason: string;

  constructor({ format, line, column, reason }: FormatErrorInit) {
    super(`${format} ${line}:${column}: ${reason}`);
    this.format = format;
    this.line = line;
    this.column = column;
    this.reason = reason;
  }
}

/** Whether a caught value is a {@link FormatError}. */
export function isFormatError(value: unknown): value is FormatError {
  return value instanceof FormatError;
}
