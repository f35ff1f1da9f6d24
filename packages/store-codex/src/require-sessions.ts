import type { Goal, Store, View } from "@zcf/contract";
import { distance } from "fastest-levenshtein";
import { failure, hint } from "./report.ts";
import { listFamilies } from "./sessions/families.ts";

/** So much of an id is enough to guess the rest. */
const BEGINNING = 4;
const SLIPS = 2;

/** Throws `codex.unknown-session` (usage) when a goal names sessions that this home does not have; reads no file. */
export async function requireSessions(store: Store, view: View, goal: Goal): Promise<void> {
  if ((goal.kind !== "restore" && goal.kind !== "sync") || goal.sessions === null) return;
  const known = await threadsOf(store, view);
  const sessions = [...new Set(goal.sessions)].filter((id) => !known.has(id));
  if (sessions.length === 0) return;
  const meant = new Set(sessions.flatMap((id) => closest(id, known)));
  const params = { sessions, closest: [...meant].slice(0, 3) };
  throw failure("usage", "codex.unknown-session", params, hint("codex.hint-list-sessions", {}));
}

async function threadsOf(store: Store, view: View): Promise<ReadonlySet<string>> {
  const items = await listFamilies(store, view);
  return new Set(items.flatMap((item) => (item.kind === "family" ? [item.thread] : [])));
}

function closest(id: string, known: ReadonlySet<string>): readonly string[] {
  const wanted = id.toLowerCase();
  const isNear = (thread: string): boolean =>
    (wanted.length >= BEGINNING && thread.startsWith(wanted)) || distance(wanted, thread) <= SLIPS;
  return [...known].filter(isNear);
}
