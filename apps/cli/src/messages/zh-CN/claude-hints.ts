import type { ClaudeHints } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** One next step each. */
export const claudeHints: Readonly<Record<keyof ClaudeHints, CodeText>> = {
  "claude-code.hint-edit-file": { what: "请编辑 {file} 的第 {line} 行。", next: null },
  "claude-code.hint-profile": { what: "请编辑 {file} 中的配置“{profile}”。", next: null },
  "claude-code.hint-list": { what: "zcf list 会列出全部目标。", next: null },
  "claude-code.hint-home": { what: "请用 --home 目录 指明主目录，或先启动一次 Claude Code。", next: null },
  "claude-code.hint-switch-first": { what: "请先切换到其他目标：zcf switch TARGET。", next: null },
  "claude-code.hint-force": { what: "（--force 可以强制继续。）", next: null },
};
