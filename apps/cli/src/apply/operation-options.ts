import { usageError } from "../usage/cli-code.ts";

/** The options that every command which writes takes, as they were written. */
export interface WrittenOperationOptions {
  readonly backup: string | undefined;
  readonly wait: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly strict: boolean;
}

export interface OperationOptions extends Omit<WrittenOperationOptions, "wait"> {
  readonly waitMs: number | undefined;
}

/** Throws `cli.bad-seconds` (usage). */
export function readOperationOptions(written: WrittenOperationOptions): OperationOptions {
  const { backup, dryRun, yes, json, strict, wait } = written;
  return { backup, dryRun, yes, json, strict, waitMs: readWait(wait) };
}

export function readWait(value: string | undefined): number | undefined {
  return readSeconds("--wait", value);
}

/** Seconds, also with a fraction, in milliseconds. Throws `cli.bad-seconds` (usage). */
export function readSeconds(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  throw usageError("cli.bad-seconds", { option, value });
}
