import type { Goal, Lock, ProviderChange, Skipped } from "@zcf/contract";
import type { FileStep, Replaced, UnitStep } from "./step.ts";

/** Which store an operation works on, as the journal and the history name it. */
export interface StoreNote {
  readonly adapter: string;
  /** Links followed. */
  readonly home: string;
  /** The home as it was named then, where that is another path: the paths of the steps begin with it. */
  readonly named?: string;
  readonly from: string | null;
  /** `null` when the target stayed the same. */
  readonly to: string | null;
}

/** What an operation was for; a `revert` is an undo, or puts back a backup. */
export interface Purpose {
  readonly goal: Goal["kind"];
  /** The operation that it took back, or whose backup it put back. */
  readonly of?: string;
  /** It put back a backup, and is no undo. */
  readonly backup?: true;
  /** What a goal `providers` did, without what they are made of. */
  readonly providers?: readonly NamedChange[];
}

/** Which provider was changed, and how. */
export type NamedChange = Pick<ProviderChange, "change" | "id" | "copyId">;

/** What the history says of an operation that is over. */
export interface Outcome {
  /** `abandoned`: files that somebody else had changed were left as they are, by the user's word. */
  readonly state: "committed" | "rolled-back" | "interrupted" | "abandoned";
  readonly applied: number;
  readonly skipped: number;
  /** By group: how many required files were written, and how many subjects of units. */
  readonly edits: Readonly<Record<string, number>>;
}

/** A line of the journal. Each is durable before the first write it announces. */
export type JournalRecord =
  | {
      readonly type: "begin";
      readonly v: 1;
      readonly id: string;
      /** ISO 8601, UTC. */
      readonly time: string;
      readonly purpose: Purpose;
      readonly stores: readonly StoreNote[];
      readonly backup: string;
      /** Whether sealed sides of sensitive edits stay after `committed`. */
      readonly keeps: "all" | "plain";
      /** The tool's locks that are held around the required edits; a directory among them outlives whoever made it. */
      readonly locks?: readonly Lock[];
      /** What the ledger forgets for this, by store. */
      readonly ledger: readonly (readonly Replaced[])[];
    }
  /** Before-sides of the required set, whose `sensitive` steps have their hunks in the sealed file instead. */
  | { readonly type: "required"; readonly steps: readonly FileStep[]; readonly locks: readonly Lock[] }
  /** Every after-side lies beside its target; only from here on is a target touched. */
  | { readonly type: "staged" }
  | { readonly type: "committed" }
  | {
      readonly type: "batch";
      /** Unique in the journal. */
      readonly number: number;
      /** Whose units these are, by its place in `begin`. */
      readonly store: number;
      readonly units: readonly UnitStep[];
    }
  /** Every copy that is to be renamed lies beside its target; only from here on is a target of the batch touched. */
  | { readonly type: "batch-staged"; readonly number: number }
  | { readonly type: "batch-done"; readonly number: number; readonly applied: readonly string[] }
  /** `skipped` is every unit that was left out, with its reason. */
  | { readonly type: "end"; readonly outcome: Outcome; readonly skipped: readonly Skipped[] };

export type RecordOf<T extends JournalRecord["type"]> = Extract<JournalRecord, { readonly type: T }>;
