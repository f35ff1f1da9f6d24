import type { ClaudeHints } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** One next step each. */
export const claudeHints: Readonly<Record<keyof ClaudeHints, CodeText>> = {
  "claude-code.hint-edit-file": { what: "Edit {file}, line {line}.", next: null },
  "claude-code.hint-profile": { what: 'Edit the profile "{profile}" in {file}.', next: null },
  "claude-code.hint-list": { what: "zcf list shows all targets.", next: null },
  "claude-code.hint-home": { what: "Name the home with --home DIR, or start Claude Code once.", next: null },
  "claude-code.hint-switch-first": { what: "Switch to another target first: zcf switch TARGET.", next: null },
  "claude-code.hint-force": { what: "(--force goes on all the same.)", next: null },
};
