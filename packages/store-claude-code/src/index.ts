export { claudeCode } from "./adapter.ts";
export type {
  ClaudeCode,
  ClaudeDrift,
  ClaudeErrors,
  ClaudeHints,
  ClaudeNotices,
  ClaudeParams,
  ClaudeProblems,
} from "./codes.ts";
