import type { DiskState, Notice } from "@zcf/contract";
import type { Outcome } from "@zcf/core";
import type { BackupMessages } from "./backup-messages.ts";
import type { DoctorMessages } from "./doctor-messages.ts";
import type { ImportMessages } from "./import-messages.ts";
import type { ProviderMessages } from "./provider-messages.ts";

/** Text that no code stands for: what the human output says by itself. Names end up in quotes or stand alone. */
export interface UiMessages {
  /** Stands before an error, a next step, a notice, with the space that belongs between. */
  readonly error: string;
  /** What the command printed is lost; what it did is not. */
  readonly outputLost: (reason: string) => string;
  readonly next: string;
  readonly disk: Readonly<Record<DiskState, string>>;
  readonly severity: Readonly<Record<Notice["severity"], string>>;

  readonly plan: PlanMessages;
  readonly report: ReportMessages;
  readonly list: ListMessages;
  readonly status: StatusMessages;
  readonly sessions: SessionsMessages;
  readonly unfinished: UnfinishedMessages;
  readonly undo: UndoMessages;
  readonly history: HistoryMessages;
  readonly recovery: RecoveryMessages;
  readonly choose: ChooseMessages;
  readonly backup: BackupMessages;
  readonly provider: ProviderMessages;
  /** `zcf doctor` */
  readonly doctor: DoctorMessages;
  readonly demo: DemoMessages;
  readonly import: ImportMessages;

  /** What to run, where no other command completes what was begun. */
  readonly sameCommand: string;
  /** After the first SIGINT or SIGTERM, while something is being written. */
  readonly stopping: string;
  /** Beside the progress bar. */
  readonly moving: (done: number, total: number, perSecond: number | null) => string;
  /** While sessions are read; how many there will be is not known yet. */
  readonly reading: (count: number, perSecond: number) => string;
}

interface PlanMessages {
  /** `from`: `null` when what is configured is none of the targets. */
  readonly header: (tool: string, from: string | null, to: string) => string;
  readonly file: Readonly<Record<"patch" | "create" | "remove", (file: string) => string>>;
  /** `target`: `null` for whatever is in use, where that is none of the targets. */
  readonly sessions: (count: number, target: string | null) => string;
  /** The first time with `--sessions shared`. */
  readonly sharing: (count: number) => string;
  /** With `--sessions off` sessions move only where they were shared until now. */
  readonly unsharing: (count: number) => string;
  /** `inUse`: what the tool uses, where that is another one. */
  readonly syncHeader: (tool: string, target: string | null, inUse: string | null) => string;
  readonly restoreHeader: (tool: string) => string;
  /** `zcf backup restore` */
  readonly backupHeader: (tool: string) => string;
  /** `zcf doctor --fix` */
  readonly fixHeader: (tool: string) => string;
  readonly sessionsBack: (count: number) => string;
  readonly leftOut: (count: number) => string;
  /** `example` is what the code says of the first one. */
  readonly cause: (count: number, code: string, example: string) => string;
  readonly notUndoable: (files: readonly string[]) => string;
  readonly question: Readonly<
    Record<"switch" | "move" | "undo" | "redo" | "restore" | "providers" | "fix", string>
  >;
  /** What counts as yes, besides `y` and `yes`. */
  readonly yes: readonly string[];
  readonly dryRun: string;
  readonly rows: (database: string, table: string) => string;
}

interface ReportMessages {
  readonly switched: (tool: string, target: string) => string;
  /** `follows`: an operation before it, of the same command, was done. */
  readonly declined: (follows: boolean) => string;
  readonly cancelled: string;
  /** Somebody cancelled when the last sessions were written already. */
  readonly cancelledTooLate: string;
  readonly nothing: (tool: string, target: string) => string;
  readonly moved: (tool: string, count: number, target: string | null) => string;
  readonly nothingToMove: (tool: string, target: string | null) => string;
  /** As `nothingToMove`, when only some sessions were asked for, by id. */
  readonly nothingToMoveOf: (ids: string, target: string | null) => string;
  readonly restored: (tool: string, count: number) => string;
  /** `zcf backup restore` */
  readonly backupRestored: (tool: string) => string;
  readonly nothingInBackup: (tool: string) => string;
  /** `zcf doctor --fix` */
  readonly fixed: (tool: string) => string;
  readonly nothingToFix: (tool: string) => string;
  /** All that there was to move had to stay. */
  readonly noneMoved: (tool: string) => string;
  /** After sessions were moved alone: those that were not; the reasons follow. */
  readonly stayed: (count: number) => string;
  readonly nothingToRestore: (tool: string) => string;
  /** As `nothingToRestore`, when only some sessions were asked for, by id. */
  readonly nothingToRestoreOf: (ids: string) => string;
  readonly file: Readonly<Record<"patch" | "create" | "remove", (file: string) => string>>;
  readonly sessions: (moved: number, failed: number) => string;
  readonly sessionsOff: string;
  /** `--sessions shared`: after sessions were moved for it, and where none had to be. */
  readonly shared: string;
  readonly sharedAlready: string;
  readonly noSessions: string;
  readonly moreCauses: (count: number) => string;
  readonly fullList: (path: string) => string;
  readonly backup: (strategy: string, path: string) => string;
  /** Nothing was to be kept; its record, which stays all the same, is no backup. */
  readonly noBackup: string;
  /** `command` takes it all back. */
  readonly undo: (command: string) => string;
  /** Our own record of the operation could not be closed. */
  readonly open: string;
}

interface ListMessages {
  readonly none: (tool: string) => string;
  readonly current: string;
  readonly official: string;
  readonly model: (model: string) => string;
  readonly unusable: string;
  /** Before what is wrong with every target. */
  readonly allUnusable: string;
}

interface StatusMessages {
  readonly current: (tool: string, target: string) => string;
  readonly unknown: (tool: string) => string;
  readonly sessions: (count: number, provider: string) => string;
  readonly noProvider: string;
  readonly noSessions: string;
  readonly aligned: string;
  readonly drift: string;
  /** Before what keeps the tool from using the current target. */
  readonly problems: string;
}

/** What was interrupted, said before a command that does not end it. */
interface UnfinishedMessages {
  readonly head: (count: number) => string;
  readonly next: string;
}

/** `zcf sessions list` */
interface SessionsMessages {
  readonly none: string;
  readonly columns: Readonly<
    Record<"provider" | "now" | "originally" | "archived" | "live" | "leftOut", string>
  >;
  /** The row of sessions that name no provider, or whose provider cannot be read. */
  readonly noProvider: string;
  readonly total: string;
  /** Before the reasons why sessions would be left out. */
  readonly leftOut: (count: number) => string;
  /** What is said of one session. */
  readonly facts: {
    readonly originally: (provider: string) => string;
    readonly archived: string;
    readonly live: string;
    readonly leftOut: string;
  };
}

/** `zcf undo`: of an operation, or of an undo, which does the operation again. */
interface UndoMessages extends Readonly<Record<"undo" | "redo", UndoWayMessages>> {
  readonly moving: (sessions: number) => string;
  /** Where only some kinds of change go back. */
  readonly only: (what: string, groups: string) => string;
}

/** `when`: the operation's local time. `what`: tool and deed, as in {@link HistoryMessages}. */
interface UndoWayMessages {
  readonly header: (when: string, what: string) => string;
  readonly done: (when: string, what: string) => string;
  readonly nothing: (when: string, what: string) => string;
}

interface HistoryMessages {
  readonly none: string;
  /** How it ended, where it did not end as it should. */
  readonly state: Readonly<Record<Exclude<Outcome["state"], "committed">, string>>;
  readonly unknownTarget: string;
  /** What an operation did that switched nothing. */
  readonly deed: Readonly<Record<"sync" | "restore" | "backup" | "undo" | "fix", string>>;
  /** Between a tool and what was done to it. */
  readonly colon: string;
  /** A tool whose home is not the one it has where none is named. */
  readonly toolAt: (tool: string, home: string) => string;
  readonly undoOf: (operation: string) => string;
  readonly backupOf: (operation: string) => string;
  /** `groups`: those that were taken back; `null` for all. */
  readonly undoneBy: (operations: string, groups: string | null) => string;
  readonly leftOut: (sessions: number) => string;
  readonly backup: (strategy: string) => string;
}

interface RecoveryMessages {
  readonly none: string;
  /** An interrupted operation was to be undone, and recovery has just taken it back. */
  readonly insteadOfUndo: string;
  readonly state: Readonly<Record<Outcome["state"], (operation: string) => string>>;
  readonly foreign: (file: string) => string;
}

interface ChooseMessages {
  readonly tool: string;
  readonly target: (tool: string) => string;
  readonly current: string;
}

interface DemoMessages {
  readonly intro: (home: string) => string;
  readonly before: string;
  readonly after: string;
  readonly config: string;
  readonly key: string;
  readonly sessions: string;
  readonly archived: string;
  readonly indexRows: string;
  readonly noIndex: string;
  readonly running: (command: string) => string;
  readonly kept: (home: string) => string;
  /** After it, where a shell is known to understand the command. */
  readonly goOn: (command: string) => string;
  readonly removed: string;
}
