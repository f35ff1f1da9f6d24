import { type Hint, type Notice, SwitchError } from "@zcf/contract";
import type { CodexDrift, CodexErrors, CodexHints, CodexNotices, CodexProblems } from "./codes.ts";

/** A reason to refuse a target, as data: an error when it is switched to, a notice when it is listed. */
export interface Problem {
  /** What it is refused as. */
  readonly kind: "environment" | "conflict";
  readonly code: keyof CodexProblems;
  readonly params: CodexProblems[keyof CodexProblems];
  /** Whether `--force` may go on; not where the result could only be wrong. */
  readonly forceable: boolean;
  readonly hint: Hint | null;
}

export interface ProblemOptions {
  /** `environment` unless said otherwise. */
  readonly kind?: Problem["kind"];
  readonly forceable: boolean;
  readonly hint?: Hint;
}

/** A problem; its params are those its code asks for. */
export function problem<Code extends keyof CodexProblems>(
  code: Code,
  params: CodexProblems[Code],
  { kind = "environment", forceable, hint }: ProblemOptions,
): Problem {
  return { kind, code, params, forceable, hint: hint ?? null };
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
export function refusal({ kind, code, params, forceable, hint: next }: Problem): SwitchError {
  const hints = [next, forceable ? hint("codex.hint-force", {}) : null].filter((item) => item !== null);
  return new SwitchError({ kind, code, params, hints });
}

/**
 * The problems of a goal that goes on in spite of them, as notices. Throws one that is not forced; what no force can
 * help comes first: there is no use in telling about the rest.
 */
export function admitted(problems: readonly Problem[], force: boolean): readonly Notice[] {
  const refused = problems.find(({ forceable }) => !forceable) ?? (force ? undefined : problems[0]);
  if (refused !== undefined) throw refusal(refused);
  return problems.map(noticeOf);
}

/** An error that no force overrides. */
export function failure<Code extends keyof CodexErrors>(
  kind: "usage" | "environment" | "conflict",
  code: Code,
  params: CodexErrors[Code],
  next: Hint,
): SwitchError {
  return new SwitchError({ kind, code, params, hints: [next] });
}
