import type { Skipped, Store, View } from "@zcf/contract";
import { slotText } from "@zcf/formats";
import { type Family, listFamilies } from "./families.ts";
import { inOrder } from "./in-order.ts";
import { listedIn } from "./scan.ts";
import { readFamily } from "./scan-family.ts";

/** A session with places that name other providers than the one it belongs to. */
export interface MixedSession {
  readonly thread: string;
  /** What its newest file's first line names; `fallback` where that names none. */
  readonly provider: string;
  /** The others, sorted. */
  readonly strays: readonly string[];
}

/**
 * Sessions whose files do not name one provider alone, sorted by id; those that cannot be read are left out.
 *
 * The index follows the last `thread_settings_applied` (0.145 on), and up to 0.142 the last `session_meta` of the thread, so
 * a search takes such a session away from where it is listed.
 */
export async function mixedSessions(
  store: Store,
  view: View,
  fallback: string,
): Promise<readonly MixedSession[]> {
  const found: MixedSession[] = [];
  const look = async (item: Family | Skipped): Promise<MixedSession | null> =>
    item.kind === "family" ? mixedIn(item, view, fallback) : null;
  for await (const one of inOrder(await listFamilies(store, view), look)) if (one !== null) found.push(one);
  return found;
}

async function mixedIn(family: Family, view: View, fallback: string): Promise<MixedSession | null> {
  const { rollouts, problem } = await readFamily(family, view);
  if (problem !== null) return null;
  const scans = rollouts.map(({ scan }) => scan);
  const provider = listedIn(scans) || fallback;
  const named = new Set(scans.flatMap(({ slots }) => slots.map((slot) => slotText(slot) ?? "")));
  const strays = [...named].filter((id) => id !== "" && id !== provider).toSorted();
  return strays.length === 0 ? null : { thread: family.thread, provider, strays };
}
