import type {
  ClaudeChecks,
  ClaudeDrift,
  ClaudeErrors,
  ClaudeNotices,
  ClaudeParams,
  ClaudeProblems,
} from "../codes.ts";

/** Each check of a Claude Code home. What is also said elsewhere (a switch, `status`) has the same id there. */
export type ClaudeCheck =
  | keyof ClaudeChecks
  | keyof ClaudeDrift
  | Exclude<keyof ClaudeProblems, "claude-code.undo-credential">
  | Extract<
      keyof ClaudeErrors,
      "claude-code.file-syntax" | "claude-code.file-unreadable" | "claude-code.settings-ignored"
    >
  | Extract<
      keyof ClaudeNotices,
      | "claude-code.host-variable"
      | "claude-code.models-restricted"
      | "claude-code.moved-home"
      | "claude-code.null-values"
      | "claude-code.other-backend"
      | "claude-code.profile-renamed"
      | "claude-code.profiles-json"
      | "claude-code.reserved-profile"
      | "claude-code.settings-unreadable"
    >;

/** What each says. */
export type CheckParams = Pick<ClaudeParams, ClaudeCheck>;
