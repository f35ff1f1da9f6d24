import type { Session, State, Store, StoreAdapter, SwitchError } from "@zcf/contract";
import type { HistoryEntry, Operation, Pending, Preview, Recovery, Report, Reporter } from "@zcf/core";
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
  /** The backup strategy that was asked for; `null` for the default. */
  readonly backup: string | null;
  /** It is shown to somebody who is about to be asked. */
  readonly asked: boolean;
}

/** Everything a command can say. There is one for people and one for programs. */
export interface Output {
  /** Hears what core does. */
  readonly onEvent: Reporter;
  /** Before the first write. */
  announce(announcement: Announcement): void;
  /** `--dry-run`: what would be done, each change, and the end. */
  previewBegin(announcement: Announcement): void;
  preview(change: Preview): void;
  previewEnd(operation: Operation): void;
  report(report: Report, operation: Operation): void;
  list(found: readonly Inspected[]): void;
  status(found: readonly Inspected[], unfinished: readonly Pending[]): void;
  /** `sessions list`: a store, each of its sessions that is to be shown, and what all of them come to. */
  sessionsBegin(place: StorePlace): void;
  session(place: StorePlace, session: Session): void;
  sessionsEnd(place: StorePlace, summary: SessionsSummary): void;
  /** Sessions are about to be read, which may take long. */
  readingBegins(): void;
  /** So many were read since. */
  readonly reading: (count: number) => void;
  history(entry: HistoryEntry): void;
  /** After the last entry. */
  historyEnd(count: number): void;
  recovered(recoveries: readonly Recovery[]): void;
  /** Somebody asked us to stop, and we do as soon as it is safe. */
  stopping(): void;
  error(error: SwitchError): void;
}
