import { type FilePath, isSwitchError, type Skipped, type Store, type View } from "@zcf/contract";
import { slotText } from "@zcf/formats";
import { sessionId } from "./sessions/codes.ts";
import { type Family, listFamilies } from "./sessions/families.ts";
import { inOrder } from "./sessions/in-order.ts";
import { stateDatabases } from "./sessions/index.ts";
import { scanFamily } from "./sessions/scan-family.ts";

/**
 * The threads that refer to a provider, sorted: anywhere in their files, or in a row of an index. One that cannot be
 * read may do so, and counts.
 */
export async function referentsOf(store: Store, view: View, provider: string): Promise<readonly string[]> {
  const found = new Set<string>();
  const items = await listFamilies(store, view);
  const look = async (item: Family | Skipped): Promise<string | null> =>
    item.kind === "skipped" ? item.id.slice(sessionId("").length) : referent(item, view, provider);
  for await (const thread of inOrder(items, look)) if (thread !== null) found.add(thread);
  for (const database of await stateDatabases(store, view)) {
    for (const thread of await rowsOf(view, database, provider)) found.add(thread);
  }
  return [...found].toSorted();
}

async function referent(family: Family, view: View, provider: string): Promise<string | null> {
  const rollouts = await scanFamily(family, view);
  if ("kind" in rollouts) return family.thread;
  const refers = rollouts.some(({ scan }) => scan.slots.some((slot) => slotText(slot) === provider));
  return refers ? family.thread : null;
}

const ROWS = "SELECT id FROM threads WHERE model_provider = ?";

// An index that cannot be read hides nothing that the files do not say, because Codex builds it from them.
async function rowsOf(view: View, database: FilePath, provider: string): Promise<readonly string[]> {
  if (!view.can.sqlite) return [];
  try {
    const threads: string[] = [];
    for await (const { id } of view.query(database, ROWS, [provider])) threads.push(String(id));
    return threads;
  } catch (error) {
    if (isSwitchError(error) && error.code === "database") return [];
    throw error;
  }
}
