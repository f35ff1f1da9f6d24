import type { ClaudeCode } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";
import { claudeChecks } from "./claude-checks.ts";
import { claudeHints } from "./claude-hints.ts";
import { claudeNotices } from "./claude-notices.ts";
import { claudeProblems } from "./claude-problems.ts";

/** `home-missing` is any tool's. */
export const claudeCodes: Readonly<Record<Exclude<ClaudeCode, "home-missing">, CodeText>> = {
  ...claudeProblems,
  ...claudeNotices,
  ...claudeHints,
  ...claudeChecks,
};
