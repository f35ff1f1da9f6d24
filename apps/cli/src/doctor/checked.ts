import type { Finding, StoreAdapter } from "@zcf/contract";
import type { Diagnosis } from "@zcf/core";

/** What was found, of what was asked for, and what to know to tell of it. */
export interface Checked {
  readonly diagnosis: Diagnosis;
  readonly adapters: readonly StoreAdapter[];
  /** `null` for all. */
  readonly checks: readonly string[] | null;
  /** How the place was named, for a command that does something about a finding. */
  readonly place: readonly string[];
  /** It was looked again, after a fix. */
  readonly again: boolean;
}

/** Only what was asked for. */
export function onlyAsked(diagnosis: Diagnosis, checks: readonly string[] | null): Diagnosis {
  if (checks === null) return diagnosis;
  const isAsked = ({ check }: Finding): boolean => checks.includes(check);
  return {
    own: diagnosis.own.filter(isAsked),
    stores: diagnosis.stores.map((store) => ({ ...store, findings: store.findings.filter(isAsked) })),
  };
}

export function allFindings({ own, stores }: Diagnosis): readonly Finding[] {
  return [...own, ...stores.flatMap(({ findings }) => findings)];
}

/** What is only good to know is nothing wrong. */
export function isWrong({ severity }: Finding): boolean {
  return severity !== "info";
}
