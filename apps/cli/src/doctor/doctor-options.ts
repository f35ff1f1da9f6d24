import type { OperationOptions } from "../apply/operation-options.ts";
import { usageError } from "../usage/cli-code.ts";
import { closest } from "../usage/closest.ts";
import { KNOWN_CHECKS } from "./known-checks.ts";

/** What only a fix has a use for. */
const OF_A_FIX = {
  dryRun: "--dry-run",
  yes: "--yes",
  force: "--force",
  backup: "--backup",
  strict: "--strict",
  waitMs: "--wait",
} as const;

/** Throws `cli.only-with` (usage): somebody who says how to fix meant to. */
export function requireFix(
  options: Pick<OperationOptions, Exclude<keyof typeof OF_A_FIX, "force">> & {
    readonly fix: boolean;
    readonly force: boolean;
  },
): void {
  const given = Object.keys(OF_A_FIX) as readonly (keyof typeof OF_A_FIX)[];
  const idle = given.find((name) => options[name] !== undefined && options[name] !== false);
  if (!options.fix && idle !== undefined)
    throw usageError("cli.only-with", { option: OF_A_FIX[idle], other: "--fix" });
}

/**
 * The checks that are asked for; `null` for all. Throws `cli.unknown-check` (usage) for one of ours that there is not; those
 * of a plug-in are known to it alone.
 */
export function askedChecks(written: readonly string[]): readonly string[] | null {
  const checks = written.flatMap((list) => list.split(",")).map((check) => check.trim());
  const known = Object.keys(KNOWN_CHECKS);
  const owners = new Set(known.map(ownerOf));
  const unknown = checks.find((check) => !known.includes(check) && (check === "" || isOurs(check, owners)));
  if (unknown === undefined) return checks.length === 0 ? null : [...new Set(checks)];
  throw usageError("cli.unknown-check", { check: unknown, closest: closest(unknown, known) });
}

function isOurs(check: string, owners: ReadonlySet<string>): boolean {
  return !check.includes(".") || owners.has(ownerOf(check));
}

function ownerOf(check: string): string {
  return check.slice(0, check.indexOf("."));
}
