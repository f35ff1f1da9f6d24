import type { ClaudeHints } from "@zcf/store-claude-code";
import type { CodexHints } from "@zcf/store-codex";

/** `fallback`: said only where the error has no step of its own. `aside`: said after the step, and no step by itself. */
type HintRole = "fallback" | "aside";

const ROLES: Readonly<Partial<Record<keyof (CodexHints & ClaudeHints), HintRole>>> = {
  "codex.hint-edit-file": "fallback",
  "codex.hint-add-key": "fallback",
  "codex.hint-list-sessions": "fallback",
  "codex.hint-providers": "fallback",
  "codex.hint-force": "aside",
  "claude-code.hint-edit-file": "fallback",
  "claude-code.hint-profile": "fallback",
  "claude-code.hint-list": "fallback",
  "claude-code.hint-switch-first": "fallback",
  "claude-code.hint-home": "fallback",
  "claude-code.hint-force": "aside",
};

/** What a hint is to its error; `step` stands in the place of the error's own next step. */
export function hintRole(code: string): HintRole | "step" {
  return (ROLES as Readonly<Record<string, HintRole>>)[code] ?? "step";
}
