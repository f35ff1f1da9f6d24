import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

export interface Options {
  readonly sessions: number;
  readonly bytes: number;
  /** How many fresh homes are switched. */
  readonly rounds: number;
  /** The active provider and the one to switch to. */
  readonly providers: readonly [string, string];
  readonly seed: number;
  /** The folder of the built CLI: its package.json and dist. */
  readonly cli: string;
  /** What is no option. */
  readonly rest: readonly string[];
}

export const USAGE =
  "[--sessions 231] [--mb 57] [--runs 9] [--from alpha] [--to beta] [--seed 1] [--cli apps/cli]";

/** Throws when an option is unknown or no number. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sessions: { type: "string", default: "231" },
      mb: { type: "string", default: "57" },
      runs: { type: "string", default: "9" },
      from: { type: "string", default: "alpha" },
      to: { type: "string", default: "beta" },
      seed: { type: "string", default: "1" },
      cli: { type: "string", default: join(import.meta.dirname, "../../apps/cli") },
    },
  });
  return {
    sessions: wholeNumber(values.sessions),
    bytes: wholeNumber(values.mb) * 1e6,
    rounds: wholeNumber(values.runs),
    providers: [values.from, values.to],
    seed: wholeNumber(values.seed),
    cli: resolve(values.cli),
    rest: positionals,
  };
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new Error(`"${text}" is not a whole number above zero`);
}
