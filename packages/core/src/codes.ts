/** Every code of an error that core throws. Params are in brackets. */
export type CoreErrorCode =
  /** [tool, known] */
  | "unknown-tool"
  /** [tool] */
  | "not-managed"
  /** [tool, stated, expected] */
  | "wrong-contract"
  /** [tool] */
  | "duplicate-tool"
  /** [strategy, known] */
  | "unknown-backup"
  /** [tool, rule, where] */
  | "plan-refused"
  /** [file] */
  | "file-exists"
  /** [file] */
  | "outside-roots"
  /** [file, system] */
  | "unreadable"
  /** [file, reason] */
  | "database"
  | "sqlite-unavailable"
  | "zstd-unavailable"
  /** [home, pid, host, command] */
  | "home-locked"
  /** [home, pid, host, command, file] and perhaps [since] */
  | "home-locked-elsewhere"
  /** [file] */
  | "tool-lock-busy"
  /** [file] */
  | "changed"
  /** [file] */
  | "verify-failed"
  /** [file, system] */
  | "write-failed"
  /** [files, operation, journal] and perhaps [system] */
  | "unfinished"
  /** [file] and perhaps [version]; where recovery meets it, [operation, journal] */
  | "journal-unreadable"
  /** [tool] */
  | "no-previous"
  /** [operation] */
  | "no-operation"
  /** [operation, count, known]: `known` has the newest of those it may be */
  | "ambiguous"
  /** [] or [operation] */
  | "nothing-to-undo"
  /** [group, known] */
  | "unknown-group"
  /** [file, operation] */
  | "undo-dropped"
  /** [file, operation] */
  | "undo-changed"
  /** [backup] */
  | "no-backup"
  /** [backup] */
  | "backup-dropped"
  /** [file] */
  | "backup-damaged"
  | "cancelled"
  /** [reason] */
  | "internal";

/** Every code of a unit that core skipped. */
export type CoreSkipCode =
  | "sqlite-unavailable"
  /** [file, pid] */
  | "held"
  /** [file] */
  | "tool-lock-busy"
  /** [file] */
  | "tool-lock-unavailable"
  /** [file] */
  | "changed"
  /** [file] */
  | "verify-failed"
  /** [file, system] */
  | "write-failed"
  /** [file, system] */
  | "unreadable"
  /** [file, reason] */
  | "rows-changed"
  /** [file, reason] */
  | "rows-database"
  /** The operation was cancelled, or could not go on, before the unit's turn. */
  | "not-reached";

/** Every code of a notice that core adds to a report. */
export type CoreNoticeCode =
  /** [file] */
  | "tool-lock-unavailable"
  /** [] */
  | "restore-files-only"
  /** [files, path] */
  | "restore-left"
  /** [file, system] */
  | "prune-failed";

export type CoreCode = CoreErrorCode | CoreNoticeCode | CoreSkipCode;
