export { codex } from "./adapter.ts";
export type {
  CodexCode,
  CodexDrift,
  CodexErrors,
  CodexHints,
  CodexNotices,
  CodexParams,
  CodexProblems,
} from "./codes.ts";
export type { CodexCheck, CodexChecks } from "./diagnose/checks.ts";
export type { SessionCode, SessionNotices, SessionSkips } from "./sessions/index.ts";
