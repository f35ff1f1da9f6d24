import { type ErrorKind, type Hint, type Notice, SwitchError } from "@zcf/contract";
import type { ClaudeDrift, ClaudeErrors, ClaudeHints, ClaudeNotices, ClaudeProblems } from "./codes.ts";

/** A reason to refuse a target, as data: an error when it is switched to, a notice when it is listed. */
export interface Problem<Code extends keyof ClaudeProblems = keyof ClaudeProblems> {
  readonly code: Code;
  readonly params: ClaudeProblems[Code];
  /** Whether `--force` may go on; not where the result could only be wrong. */
  readonly forceable: boolean;
  readonly kind: Extract<ErrorKind, "environment" | "conflict">;
  readonly hint: Hint | null;
}

/** A problem; its params are those its code asks for. */
export function problem<Code extends keyof ClaudeProblems>(
  code: Code,
  params: ClaudeProblems[Code],
  rest: Pick<Problem, "forceable"> & { readonly kind?: Problem["kind"]; readonly hint?: Hint },
): Problem<Code> {
  const { forceable, kind = "environment", hint: next = null } = rest;
  return { code, params, forceable, kind, hint: next };
}

/** A hint; its params are those its code asks for. */
export function hint<Code extends keyof ClaudeHints>(code: Code, params: ClaudeHints[Code]): Hint {
  return { code, params };
}

/** Something to know that changes nothing. */
export function info<Code extends keyof ClaudeNotices>(code: Code, params: ClaudeNotices[Code]): Notice {
  return { code, severity: "info", params };
}

/** Something to know that may go wrong, or does. */
export function warning<Code extends keyof (ClaudeNotices & ClaudeDrift)>(
  code: Code,
  params: (ClaudeNotices & ClaudeDrift)[Code],
): Notice {
  return { code, severity: "warning", params };
}

/** A problem as the listing, or a forced switch, shows it. */
export function noticeOf({ code, params }: Problem): Notice {
  return { code, severity: "warning", params };
}

/** What no force can help comes first; throws it, or the first of the rest unless forced, and returns those as notices. */
export function admit(problems: readonly Problem[], force: boolean): readonly Notice[] {
  const refused = problems.find(({ forceable }) => !forceable) ?? (force ? undefined : problems[0]);
  if (refused === undefined) return problems.map(noticeOf);
  const { kind, code, params, forceable, hint: next } = refused;
  const hints = [next, forceable ? hint("claude-code.hint-force", {}) : null].filter((item) => item !== null);
  throw new SwitchError({ kind, code, params, hints });
}

/** An error that no force overrides. */
export function failure<Code extends keyof ClaudeErrors | "claude-code.profiles-json">(
  kind: Extract<ErrorKind, "usage" | "environment" | "conflict">,
  code: Code,
  params: (ClaudeErrors & ClaudeNotices)[Code],
  ...hints: readonly Hint[]
): SwitchError {
  return new SwitchError({ kind, code, params, hints });
}
