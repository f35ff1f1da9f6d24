import { type Hint, type Notice, SwitchError } from "@zcf/contract";
import type { CodexDrift, CodexErrors, CodexHints, CodexNotices, CodexProblems } from "./codes.ts";

/** A reason to refuse a target, as data: an error when it is switched to, a notice when it is listed. */
export interface Problem {
  readonly code: keyof CodexProblems;
  readonly params: CodexProblems[keyof CodexProblems];
  /** Whether `--force` may go on; not where the result could only be wrong. */
  readonly forceable: boolean;
  readonly hint: Hint | null;
}

export interface ProblemOptions {
  readonly forceable: boolean;
  readonly hint?: Hint;
}

/** A problem; its params are those its code asks for. */
export function problem<Code extends keyof CodexProblems>(
  code: Code,
  params: CodexProblems[Code],
  { forceable, hint }: ProblemOptions,
): Problem {
  return { code, params, forceable, hint: hint ?? null };
}

/** A hint; its params are those its code asks for. */
export function hint<Code extends keyof CodexHints>(code: Code, params: CodexHints[Code]): Hint {
  return { code, params };
}

/** Something to know that changes nothing. */
export function info<Code extends keyof CodexNotices>(code: Code, params: CodexNotices[Code]): Notice {
  return { code, severity: "info", params };
}

/** Something to know that may go wrong, or does. */
export function warning<Code extends keyof (CodexNotices & CodexDrift)>(
  code: Code,
  params: (CodexNotices & CodexDrift)[Code],
): Notice {
  return { code, severity: "warning", params };
}

/** A problem as the listing, or a forced switch, shows it. */
export function noticeOf({ code, params }: Problem): Notice {
  return { code, severity: "warning", params };
}

/** A problem as the refused switch shows it. */
export function refusal({ code, params, forceable, hint: next }: Problem): SwitchError {
  const hints = [next, forceable ? hint("codex.hint-force", {}) : null].filter((item) => item !== null);
  return new SwitchError({ kind: "environment", code, params, hints });
}

/** An error that no force overrides. */
export function failure<Code extends keyof CodexErrors>(
  kind: "usage" | "environment",
  code: Code,
  params: CodexErrors[Code],
  next: Hint,
): SwitchError {
  return new SwitchError({ kind, code, params, hints: [next] });
}
