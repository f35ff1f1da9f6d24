export { claudeCode } from "./adapter.ts";
export type {
  ClaudeChecks,
  ClaudeCode,
  ClaudeDrift,
  ClaudeErrors,
  ClaudeHints,
  ClaudeNotices,
  ClaudeParams,
  ClaudeProblems,
  ClaudeProviderErrors,
} from "./codes.ts";
export type { ClaudeCheck } from "./diagnose/checks.ts";
