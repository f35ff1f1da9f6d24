import type { Skipped } from "@zcf/contract";
import { skipped } from "./codes.ts";

/** What keeps threads of a group from growing now. */
export type Obstacle = UnknownFile | UnknownOffsets | Busy;

/** A file of which it cannot be said what its pointers, or those to it, mean. */
export interface UnknownFile {
  readonly kind: "unknown-file";
  readonly file: string;
  /** Whose file it is: in the way of what these continue; `null`: of the whole group. */
  readonly threads: readonly string[] | null;
}

/** A database that may store offsets in a way that we do not know, or stores one that cannot be moved. */
export interface UnknownOffsets {
  readonly kind: "unknown-offsets";
  readonly database: string;
  readonly threads: null;
}

/** A thread that somebody has, or that cannot be kept still; it says why itself. */
export interface Busy {
  readonly kind: "busy";
  readonly reason: Skipped;
  readonly threads: readonly [string];
}

/** Why a thread that would have to grow is left out. */
export function skippedBy(obstacle: Obstacle, thread: string): Skipped {
  switch (obstacle.kind) {
    case "unknown-file":
      return skipped(thread, "codex.session-family-unknown", { thread, file: obstacle.file });
    case "unknown-offsets":
      return skipped(thread, "codex.session-offsets-unknown", { thread, database: obstacle.database });
    case "busy": {
      const [other] = obstacle.threads;
      return thread === other
        ? obstacle.reason
        : skipped(thread, "codex.session-family-busy", { thread, other });
    }
  }
}
