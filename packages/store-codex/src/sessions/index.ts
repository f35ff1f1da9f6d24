export type { SessionCode, SessionNotices, SessionSkips } from "./codes.ts";
export { countSessions } from "./count-sessions.ts";
export { stateDatabases } from "./databases.ts";
export type { SessionsPlan } from "./plan-sessions.ts";
export { planRestore, planSessions } from "./plan-sessions.ts";
