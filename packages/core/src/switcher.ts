import type {
  BackupStrategy,
  Environment,
  ProviderChange,
  ProviderEntry,
  ProviderRequest,
  Session,
  State,
  Store,
  StoreAdapter,
} from "@zcf/contract";
import type { Backups } from "./backup/list-backups.ts";
import type { Disk } from "./disk/disk.ts";
import type { Diagnosis } from "./doctor/diagnosis.ts";
import type { Recovery, Reporter } from "./events.ts";
import type { HistoryEntry } from "./history/history.ts";
import type { Operation } from "./operation/operation.ts";
import type { Preview } from "./preview/preview.ts";
import type { Pending } from "./recovery/pending.ts";
import type { Report } from "./report.ts";
import type { Request } from "./request.ts";
import type { Retention } from "./retention/limits.ts";
import type { Prune, PruneOptions } from "./retention/prune.ts";

export interface SwitcherOptions {
  readonly adapters: readonly StoreAdapter[];
  /** What `apply` can be asked to use; the first one is its default. Without any, before-sides are kept. */
  readonly backups?: readonly BackupStrategy[];
  readonly environment: Environment;
  /** The directory of zcf's own state (`$ZCF_HOME`); made when first needed. */
  readonly stateHome: string;
  /** How much of the history stays after each operation; see `DEFAULT_RETENTION` for what is left out. */
  readonly retention?: Partial<Retention>;
  /** What to call us in a lock that somebody else runs into; `zcf` unless said otherwise. */
  readonly command?: string;
  readonly reporter?: Reporter;
  /** The machine's own disk unless a test gives another. */
  readonly disk?: Disk;
}

/** Which stores a question is about. */
export interface StoreQuery {
  /** Adapter ids or aliases; all adapters when left out. */
  readonly tools?: readonly string[];
  readonly home?: string;
}

/** One session, and where it is. */
export interface ListedSession {
  readonly tool: string;
  readonly store: Store;
  readonly session: Session;
}

/** The providers of one store. */
export interface ListedProviders {
  readonly tool: string;
  readonly store: Store;
  readonly providers: readonly ProviderEntry[];
}

/** One provider of a tool. */
export interface ProviderPlace {
  /** An adapter id or alias. */
  readonly tool: string;
  /** Another home than the tool's default one. */
  readonly home?: string;
  readonly id: string;
}

/** What to send to a provider's server to see whether it answers. */
export interface ProviderProbe {
  /** With its own key, if it has one. */
  readonly request: ProviderRequest;
  /** The same without that key; `null` where there is none to leave out. */
  readonly withoutKey: ProviderRequest | null;
}

/** How one store stands. */
export interface Inspection {
  readonly tool: string;
  readonly store: Store;
  readonly state: State;
}

export interface ApplyOptions {
  /** A strategy's id. */
  readonly backup?: string;
  /**
   * Asked before anything is locked or written, and again when the plan made under the lock is another one.
   * `false` ends the operation with `declined`. Without it the answer is yes.
   */
  readonly confirm?: (operation: Operation) => Promise<boolean>;
  /**
   * Under the lock a plan is made again, because time has passed while somebody was asked. `when-overtaken`: only if an
   * operation has ended since, which is enough where nobody was. `always` unless said otherwise.
   */
  readonly replan?: "always" | "when-overtaken";
  /** How long to wait for another operation on the same home, in ms; 2000 unless said otherwise. */
  readonly waitMs?: number;
  /** Before `committed` aborting rolls back; after it the batch in flight is finished and the rest is left. */
  readonly signal?: AbortSignal;
}

/** What to end; all stores, and no waiting, unless said otherwise. */
export interface RecoverOptions extends StoreQuery {
  /** How long to wait for another operation on the same home, in ms; 0 unless said otherwise. */
  readonly waitMs?: number;
  /**
   * Leave files that somebody else has changed since as they are, and close the operation; one whose record is damaged as
   * well. What only the system does not let us write stays unfinished, and so does what a newer zcf wrote.
   */
  readonly abandon?: boolean;
}

/**
 * Plans and applies switches.
 *
 * Every method throws a `SwitchError`, and only that, for what it expects to go wrong.
 */
export interface Switcher {
  /** The adapters it was made with. */
  readonly adapters: readonly StoreAdapter[];
  /** Writes nothing. `full` also counts sessions and looks for drift. */
  inspect(query: StoreQuery, detail: "targets" | "full"): Promise<readonly Inspection[]>;
  /** Every session of the stores, by store and id; none for a tool that has no sessions. Writes nothing. */
  sessions(query: StoreQuery): AsyncIterable<ListedSession>;
  /** What the stores of tools whose providers can be managed have; the official service is none. Writes nothing. */
  providers(query: StoreQuery): Promise<readonly ListedProviders[]>;
  /**
   * The key that a provider has now, `null` when there is none. Writes nothing.
   *
   * @throws SwitchError `not-managed`, and what the adapter throws for an id that it does not know.
   */
  providerKey(place: ProviderPlace): Promise<string | null>;
  /** `null` where its tool knows of nothing to ask. Sends nothing. */
  providerProbe(place: ProviderPlace): Promise<ProviderProbe | null>;
  /**
   * Whether what is known so far of a change can be meant so, where the tool can tell before it plans. Writes nothing.
   *
   * @throws SwitchError the usage error that a plan of it would throw.
   */
  checkProvider(place: Omit<ProviderPlace, "id">, change: ProviderChange): Promise<void>;
  /** Writes nothing. */
  plan(request: Request): Promise<Operation>;
  /** Each change of an operation as a diff or as rows, secrets masked. Writes nothing. */
  preview(operation: Operation): AsyncIterable<Preview>;
  /** Locks, recovers what is unfinished in the same homes, plans again, and writes. */
  apply(operation: Operation, options?: ApplyOptions): Promise<Report>;
  /** The target that a tool's store was switched away from last; `null` when there is no such operation. Writes nothing. */
  previousTarget(tool: string, home?: string): Promise<string | null>;
  /** Operations that are not over and that no living process works on. Writes nothing. */
  unfinished(): Promise<readonly Pending[]>;
  /**
   * Ends every unfinished operation, or those of certain stores, which may be about other homes besides.
   *
   * @throws SwitchError after it has ended what can be: `unfinished`, and whatever else is in the way, of kind `unfinished`;
   * `home-locked` and `home-locked-elsewhere`.
   */
  recover(options?: RecoverOptions): Promise<readonly Recovery[]>;
  /** Operations that are over, the newest first. Writes nothing. */
  history(): AsyncIterable<HistoryEntry>;
  /** What is, or will be, wrong with the stores and with our own state. Writes nothing. */
  diagnose(query?: StoreQuery): Promise<Diagnosis>;
  /** Takes all rights to our own state from everybody but the user, as `zcf.state-open` asks for; returns what it changed. */
  closeState(): Promise<readonly string[]>;
  /** What is kept of the state before each operation, and what earlier versions of zcf left. Writes nothing. */
  backups(query?: StoreQuery): Promise<Backups>;
  /** Removes operations beyond the limits, with their backups, but for those that an undo needs; with `earlier` also what earlier versions of zcf left. */
  pruneBackups(options?: PruneOptions): Promise<Prune>;
}
