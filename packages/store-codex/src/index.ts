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
export type { SessionCode, SessionNotices, SessionSkips } from "./sessions/index.ts";
