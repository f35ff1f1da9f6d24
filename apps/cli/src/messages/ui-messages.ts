import type { DiskState, Notice } from "@zcf/contract";
import type { Recovery } from "@zcf/core";

/** Text that no code stands for: what the human output says by itself. Names end up in quotes or stand alone. */
export interface UiMessages {
  /** Stands before an error, a next step, a notice, with the space that belongs between. */
  readonly error: string;
  readonly next: string;
  readonly disk: Readonly<Record<DiskState, string>>;
  readonly severity: Readonly<Record<Notice["severity"], string>>;

  readonly plan: PlanMessages;
  readonly report: ReportMessages;
  readonly list: ListMessages;
  readonly status: StatusMessages;
  readonly history: HistoryMessages;
  readonly recovery: RecoveryMessages;
  readonly choose: ChooseMessages;
  readonly demo: DemoMessages;

  /** After the first SIGINT or SIGTERM, while something is being written. */
  readonly stopping: string;
  /** Beside the progress bar. */
  readonly moving: (done: number, total: number, perSecond: number | null) => string;
}

interface PlanMessages {
  /** `from`: `null` when what is configured is none of the targets. */
  readonly header: (tool: string, from: string | null, to: string) => string;
  readonly file: Readonly<Record<"patch" | "create" | "remove", (file: string) => string>>;
  readonly sessions: (count: number, target: string) => string;
  readonly restoreHeader: (tool: string) => string;
  readonly sessionsBack: (count: number) => string;
  readonly leftOut: (count: number) => string;
  /** `example` is what the code says of the first one. */
  readonly cause: (count: number, code: string, example: string) => string;
  readonly notUndoable: (files: readonly string[]) => string;
  readonly question: string;
  /** What counts as yes, besides `y` and `yes`. */
  readonly yes: readonly string[];
  readonly dryRun: string;
  readonly rows: (database: string, table: string) => string;
}

interface ReportMessages {
  readonly switched: (tool: string, target: string) => string;
  readonly declined: string;
  readonly cancelled: string;
  readonly nothing: (tool: string, target: string) => string;
  readonly restored: (tool: string) => string;
  readonly nothingToRestore: (tool: string) => string;
  /** As `nothingToRestore`, when only some sessions were asked for, by id. */
  readonly nothingToRestoreOf: (tool: string, ids: string) => string;
  readonly file: Readonly<Record<"patch" | "create" | "remove", (file: string) => string>>;
  readonly sessions: (moved: number, failed: number) => string;
  readonly sessionsOff: string;
  readonly noSessions: string;
  readonly moreCauses: (count: number) => string;
  readonly fullList: (path: string) => string;
  readonly backup: (strategy: string, path: string) => string;
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
  readonly unfinished: (count: number) => string;
  readonly operation: (id: string, stores: string) => string;
  readonly recoverNext: string;
}

interface HistoryMessages {
  readonly none: string;
  readonly state: Readonly<Record<Recovery["state"], string>>;
  readonly unknownTarget: string;
  readonly restore: (tool: string) => string;
  readonly sessions: (moved: number, failed: number) => string;
  /** How it ended, and what became of the sessions. */
  readonly end: (state: string, sessions: string) => string;
}

interface RecoveryMessages {
  readonly none: string;
  readonly state: Readonly<Record<Recovery["state"], (operation: string) => string>>;
  readonly foreign: (file: string) => string;
}

interface ChooseMessages {
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
  readonly removed: string;
}
