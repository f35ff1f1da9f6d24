import type {
  ProviderEntry,
  ProviderRequest,
  Session,
  State,
  Store,
  StoreAdapter,
  SwitchError,
} from "@zcf/contract";
import type {
  Backups,
  ListedProviders,
  Operation,
  Pending,
  Preview,
  Prune,
  Recovery,
  Report,
  Reporter,
} from "@zcf/core";
import type { PastOperation } from "../history/past-operation.ts";
import type { Verdict } from "../provider/probe/judge-answer.ts";
import type { Undone } from "../undo/undone.ts";
import type { DoctorOutput } from "./doctor-output.ts";
import type { ImportOutput } from "./import-output.ts";
import type { SessionTally } from "./session-tally.ts";

/** A store of a tool. */
export interface StorePlace {
  readonly adapter: StoreAdapter;
  readonly store: Store;
}

/** How one store of a tool stands. */
export interface Inspected extends StorePlace {
  readonly state: State;
}

/** What the sessions of a store come to. */
export interface SessionsSummary {
  readonly tally: SessionTally;
  /** Each of them was shown before. */
  readonly listed: boolean;
  /** The command that moves, later, what cannot be moved now. */
  readonly again: string;
}

/** What somebody decides on before a switch. */
export interface Announcement {
  readonly operation: Operation;
  /** What it takes back; `null` for what is no undo. */
  readonly undone: Undone | null;
  /** The backup strategy that was asked for; `null` for the default. */
  readonly backup: string | null;
  /** It is shown to somebody who is about to be asked. */
  readonly asked: boolean;
  /** An operation before it, of the same command, was done. */
  readonly follows: boolean;
}

/** What is known where operations of the past are shown. */
export interface HistoryPlace {
  readonly adapters: readonly StoreAdapter[];
  /** Homes that need not be named, links resolved. */
  readonly usual: ReadonlySet<string>;
}

/** What a command can say of earlier operations and of what was kept for them. */
export interface PastOutput {
  /** Operations that were interrupted, before a command that does not end them. */
  unfinished(pending: readonly Pending[]): void;
  history(past: PastOperation, place: HistoryPlace): void;
  /** After the last entry. */
  historyEnd(count: number): void;
  recovered(recoveries: readonly Recovery[]): void;
  /** An interrupted operation was to be undone, and its recovery did that; what was recovered is told already. */
  recoveredInstead(recoveries: readonly Recovery[]): void;
  /** What is kept of the state before each operation. */
  backups(backups: Backups, place: HistoryPlace): void;
  /** What a prune would remove: all there is to it, or what somebody is about to be `asked`. */
  prunePlan(planned: Prune, how: HistoryPlace & { readonly asked: boolean }): void;
  /** `null`: somebody said no. */
  pruned(prune: Prune | null): void;
}

/** What a test of a provider came to. */
export interface Probed {
  readonly entry: ProviderEntry;
  readonly request: ProviderRequest;
  readonly verdict: Verdict;
}

/** What a command can say of providers. */
export interface ProviderOutput {
  providers(found: readonly ListedProviders[], adapters: readonly StoreAdapter[]): void;
  /** All there is to one of them. */
  provider(place: StorePlace, entry: ProviderEntry): void;
  /** It is about to be asked. */
  probing(request: ProviderRequest): void;
  probed(place: StorePlace, probed: Probed): void;
}

/** Everything a command can say. There is one for people and one for programs. */
export interface Output extends PastOutput, ProviderOutput, ImportOutput, DoctorOutput {
  /** Hears what core does. */
  readonly onEvent: Reporter;
  /** Before the first write. */
  announce(announcement: Announcement): void;
  /** `--dry-run`: what would be done, each change, and the end. */
  previewBegin(announcement: Announcement): void;
  preview(change: Preview): void;
  previewEnd(announcement: Announcement): void;
  report(report: Report, announcement: Announcement): void;
  list(found: readonly Inspected[]): void;
  status(found: readonly Inspected[]): void;
  /** `sessions list`: a store, each of its sessions that is to be shown, and what all of them come to. */
  sessionsBegin(place: StorePlace): void;
  session(place: StorePlace, session: Session): void;
  sessionsEnd(place: StorePlace, summary: SessionsSummary): void;
  /** Sessions are about to be read, which may take long. */
  readingBegins(): void;
  /** So many were read since. */
  readonly reading: (count: number) => void;
  /** Somebody asked us to stop, and we do as soon as it is safe. */
  stopping(): void;
  error(error: SwitchError): void;
}
