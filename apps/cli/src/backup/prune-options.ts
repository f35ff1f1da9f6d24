import type { OperationOptions } from "../apply/operation-options.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { usageError } from "../usage/cli-code.ts";
import { parseBytes } from "./byte-size.ts";

interface Flags extends StoreOptions, Pick<OperationOptions, "dryRun" | "yes" | "json"> {
  readonly earlier: boolean;
}

/** The options of `backup prune` as they were written. */
export interface WrittenPruneOptions extends Flags {
  readonly keep: string | undefined;
  readonly maxBytes: string | undefined;
}

/** What is left out is as retention has it. */
export interface PruneOptions extends Flags {
  readonly keep: number | undefined;
  readonly maxBytes: number | undefined;
}

/** Throws `cli.bad-value` (usage). */
export function readPruneOptions(written: WrittenPruneOptions): PruneOptions {
  const { tool, home, dryRun, yes, json, earlier, keep, maxBytes } = written;
  return {
    tool,
    home,
    dryRun,
    yes,
    json,
    earlier,
    keep: keep === undefined ? undefined : readKeep(keep),
    maxBytes: maxBytes === undefined ? undefined : readMaxBytes(maxBytes),
  };
}

function readKeep(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw usageError("cli.bad-value", { option: "--keep", value, allowed: ["0", "1", "2", "…"] });
}

function readMaxBytes(value: string): number {
  const bytes = parseBytes(value);
  if (bytes !== null) return bytes;
  throw usageError("cli.bad-value", { option: "--max-bytes", value, allowed: ["500K", "200M", "1GiB", "…"] });
}
