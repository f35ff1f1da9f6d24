import type { Notice, Session, Skipped, Store, View } from "@zcf/contract";
import { sessionId } from "./codes.ts";
import { type Family, listFamilies } from "./families.ts";
import { inOrder } from "./in-order.ts";
import { skipIfLive, telltales } from "./live.ts";
import { ANY_ORIGIN, recordedOriginal } from "./original.ts";
import { SESSION_PLACES } from "./places.ts";
import { listedProvider } from "./scan.ts";
import { readFamily, type ScannedRollout } from "./scan-family.ts";

const [, ARCHIVE] = SESSION_PLACES;

/**
 * Every session of a home, sorted by id; read as they are asked for, a few at a time.
 *
 * A session is listed by its newest file (0.125 to 0.169 measured). What a plan would have to leave out is listed with
 * the reason, under its thread's id or, where no thread can be told, under its path in the home. A thread whose files
 * have not a single byte is no session to Codex, and not listed.
 */
export async function* listSessions(store: Store, view: View): AsyncGenerator<Session> {
  const items = await listFamilies(store, view);
  const sorted = items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const look = async (item: Family | Skipped): Promise<Session | null> =>
    item.kind === "family" ? sessionOf(item, store, view) : untold(item);
  for await (const session of inOrder(sorted, look)) if (session !== null) yield session;
}

function nameOf(item: Family | Skipped): string {
  return item.kind === "family" ? item.thread : item.id.slice(sessionId("").length);
}

async function sessionOf(family: Family, store: Store, view: View): Promise<Session | null> {
  const { thread } = family;
  const { problem: unread, ...found } = await readFamily(family, view);
  const rollouts = unread === null ? found.rollouts : [];
  if (rollouts.length === 0 && unread === null) return null;
  const live = await skipIfLive(thread, telltales(family, store, view), view);
  const scans = rollouts.map(({ scan }) => scan);
  const newest = scans.at(-1);
  const provider = newest === undefined ? null : listedProvider(newest);
  return {
    id: thread,
    provider,
    original: (await recordedOriginal(view, thread, { scans, origins: ANY_ORIGIN })) ?? provider,
    archived: isArchived(rollouts, family, view.path(store.home, ARCHIVE)),
    live: live?.code === "codex.session-live",
    problem: noticeOf(unread ?? live),
  };
}

function isArchived(rollouts: readonly ScannedRollout[], family: Family, archive: string): boolean {
  const newest = rollouts.at(-1)?.file ?? family.rollouts.at(-1)?.file;
  return newest?.startsWith(archive) === true;
}

/** A file or directory that is there and tells no thread. */
function untold(item: Skipped): Session {
  const problem = noticeOf(item);
  return { id: nameOf(item), provider: null, original: null, archived: false, live: false, problem };
}

function noticeOf(skipped: Skipped | null): Notice | null {
  return skipped === null ? null : { code: skipped.code, severity: "warning", params: skipped.params };
}
