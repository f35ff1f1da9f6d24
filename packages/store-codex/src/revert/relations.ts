import type { Skipped, Store, View } from "@zcf/contract";
import { DisjointSets } from "../sessions/disjoint-sets.ts";
import { type Family, listFamilies } from "../sessions/families.ts";
import { inOrder } from "../sessions/in-order.ts";
import { readFamily } from "../sessions/scan-family.ts";

/** The threads of a home, and how their files point into each other. */
export interface Relations {
  /** Its files by thread, or why they cannot be told. */
  readonly threads: ReadonlyMap<string, Family | Skipped>;
  /** The threads that continue a segment, by that. */
  readonly continuedBy: ReadonlyMap<string, readonly string[]>;
  /** Equal for threads that are related, directly or not; `null` for one that stands alone. */
  groupOf(thread: string): string | null;
  /** Those into whose files others may point: nothing points into legacy history (measured). */
  readonly paginated: ReadonlySet<string>;
  /** A file of which it cannot be told what it continues is there: it may be any. */
  readonly unread: boolean;
}

/** Looks once at every thread of the home. */
export async function readRelations(store: Store, view: View): Promise<Relations> {
  const families = await listFamilies(store, view);
  const threads = new Map<string, Family | Skipped>();
  const owners = new Map<string, string>();
  const continuedBy = new Map<string, string[]>();
  const paginated = new Set<string>();
  let unread = false;
  for await (const { item, continues, isUnread, isPaginated } of inOrder(families, (one) =>
    look(one, view),
  )) {
    unread ||= isUnread;
    if (item.kind === "skipped") {
      threads.set(item.id.slice(item.id.indexOf("/") + 1), item);
      continue;
    }
    threads.set(item.thread, item);
    if (isPaginated) paginated.add(item.thread);
    for (const { segment } of item.rollouts) owners.set(segment, item.thread);
    for (const segment of continues) {
      const children = continuedBy.get(segment) ?? [];
      children.push(item.thread);
      continuedBy.set(segment, children);
    }
  }
  return { threads, continuedBy, paginated, unread, groupOf: groupsOf(owners, continuedBy) };
}

interface Look {
  readonly item: Family | Skipped;
  readonly continues: readonly string[];
  readonly isUnread: boolean;
  readonly isPaginated: boolean;
}

async function look(item: Family | Skipped, view: View): Promise<Look> {
  // Codex takes a file whose name holds no thread for no session.
  if (item.kind === "skipped")
    return {
      item,
      continues: [],
      isUnread: item.code !== "codex.session-misnamed",
      isPaginated: false,
    };
  const { rollouts, continues, unread } = await readFamily(item, view);
  const isPaginated = rollouts.some(({ scan }) => scan.history !== "legacy");
  return { item, continues, isUnread: unread !== null, isPaginated };
}

function groupsOf(
  owners: ReadonlyMap<string, string>,
  continuedBy: Relations["continuedBy"],
): Relations["groupOf"] {
  const sets = new DisjointSets<string>();
  const related = new Set<string>();
  for (const [segment, children] of continuedBy) {
    const owner = owners.get(segment);
    for (const child of children) {
      if (owner === undefined || owner === child) continue;
      sets.join(owner, child);
      related.add(owner).add(child);
    }
  }
  return (thread) => (related.has(thread) ? sets.leaderOf(thread) : null);
}
