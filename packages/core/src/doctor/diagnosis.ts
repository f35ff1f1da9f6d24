import type { Finding, Store } from "@zcf/contract";

/** What is wrong with one store, by its adapter. */
export interface StoreFindings {
  readonly tool: string;
  readonly store: Store;
  readonly findings: readonly Finding[];
}

/** What is wrong: nothing where all is well. */
export interface Diagnosis {
  /** With our own state, whatever store is asked about; their checks begin with `zcf.`. */
  readonly own: readonly Finding[];
  /** By store, in the order of the registry; also those without findings. */
  readonly stores: readonly StoreFindings[];
}

/** The params of each check of our own state. */
export type OwnChecks = {
  /** Operations that were interrupted and that no living process works on. */
  readonly "zcf.interrupted": { readonly operations: readonly string[] };
  /** Records and copies hold more than the limits allow, and some of them could go. In bytes. */
  readonly "zcf.backups-large": {
    readonly bytes: number;
    readonly limit: number;
    readonly operations: number;
  };
  /** Folders in which earlier versions of zcf put copies of a home. In bytes. */
  readonly "zcf.earlier-copies": { readonly copies: number; readonly bytes: number };
  /** Others than the user may look into our state, which can hold keys; the first of them. */
  readonly "zcf.state-open": { readonly count: number; readonly files: readonly string[] };
  /** Records of operations that cannot be read: they are not in the history, and cannot be undone. */
  readonly "zcf.record-damaged": { readonly files: readonly string[] };
  /** Records that a newer zcf wrote. */
  readonly "zcf.record-newer": { readonly files: readonly string[] };
  /** So many lines of a ledger say nothing, the first of them by number: where sessions came from may be lost. */
  readonly "zcf.ledger-damaged": {
    readonly file: string;
    readonly count: number;
    readonly lines: readonly string[];
  };
  /** The system does not let us look, with its code: what is wrong there is not told. */
  readonly "zcf.state-unreadable": { readonly file: string; readonly system: string };
  /** A store of which nothing could be told; `file` is `""` where it is none that keeps us from it. */
  readonly "zcf.store-unchecked": { readonly tool: string; readonly file: string; readonly reason: string };
  /** A claim on a home, of a machine or container that we cannot look into. `since` is `""` where it does not say. */
  readonly "zcf.claim-elsewhere": {
    readonly file: string;
    readonly host: string;
    readonly pid: number;
    readonly since: string;
  };
};

export type OwnCheck = keyof OwnChecks;

export function ownFinding<Check extends OwnCheck>(
  check: Check,
  severity: Finding["severity"],
  params: OwnChecks[Check],
): Finding {
  return { check, severity, params, fixable: check === "zcf.state-open" };
}
