import type { FilePath, Skipped, Store, View } from "@zcf/contract";
import { type Family, listFamilies } from "./families.ts";
import { inOrder } from "./in-order.ts";
import { growingGroups, type Kin } from "./lineage.ts";
import { originalProvider } from "./original.ts";
import { type Course, moves, type Standing, standingOf, type Unreliable } from "./standing.ts";

/** Which threads of a home have to be planned. */
export interface Survey {
  /** What moves and what cannot be read, in order; and threads that may have to change because another one grows. */
  readonly items: readonly (Family | Skipped)[];
  /** By thread: the threads whose files may have to change together, because one of them grows. */
  readonly groups: ReadonlyMap<string, readonly Relative[]>;
  /** A file or directory that may hold pointers into any file, because it cannot be read; `null` when there is none. */
  readonly unread: string | null;
  /** How many threads move away from the backend that sealed reasoning in them. */
  readonly sealed: number;
}

/** A thread of a group, which may be one that cannot be relied on. */
export interface Relative {
  readonly family: Family;
  /** The segments that its files continue, as they said when they were looked at. */
  readonly continues: readonly string[];
}

/** What is kept of a thread that was looked at. */
interface Seen extends Kin, Relative {
  readonly kind: "seen";
  /** Why it cannot move; `null` when it can. */
  readonly reason: Skipped | null;
  readonly moves: boolean;
  /** A file of which it cannot be told what it continues; `null` when there is none. */
  readonly unread: FilePath | null;
  readonly sealed: boolean;
}

interface Looking {
  readonly view: View;
  readonly course: Course;
}

/** Looks once at every thread of the home; of those that are done and stand alone nothing is kept. */
export async function survey(store: Store, view: View, course: Course): Promise<Survey> {
  const look = async (item: Family | Skipped): Promise<Seen | Skipped> =>
    item.kind === "skipped" ? item : see(await standingOf(item, view, course), { view, course });
  const kept: (Seen | Skipped)[] = [];
  for await (const found of inOrder(await listFamilies(store, view), look))
    if (matters(found)) kept.push(found);
  const seen = kept.filter((found) => found.kind === "seen");
  const groups = groupsOf(seen);
  return {
    items: kept.flatMap((found) => itemOf(found, groups) ?? []),
    groups,
    unread: kept.map(unreadIn).find((file) => file !== null) ?? null,
    sealed: seen.filter(({ sealed }) => sealed).length,
  };
}

async function see(standing: Standing | Unreliable, looking: Looking): Promise<Seen> {
  const { family, segments, continues, grows, unread } = standing;
  const kin = { kind: "seen", family, segments, continues, grows, unread } as const;
  if (standing.kind === "unreliable") return { ...kin, reason: standing.reason, moves: false, sealed: false };
  return { ...kin, reason: null, moves: moves(standing), sealed: await losesBackend(standing, looking) };
}

/** Whether a thread that holds sealed reasoning moves to another provider than the one it had at first. */
async function losesBackend(standing: Standing, { view, course }: Looking): Promise<boolean> {
  const { family, rollouts, provider } = standing;
  const scans = rollouts.map(({ scan }) => scan);
  if (!moves(standing) || !scans.some(({ sealed }) => sealed)) return false;
  return (await originalProvider(view, family.thread, { scans, origins: course.origins })) !== provider;
}

function matters(found: Seen | Skipped): boolean {
  if (found.kind === "skipped" || found.reason !== null) return true;
  return found.moves || found.unread !== null || found.continues.length > 0;
}

function itemOf(found: Seen | Skipped, groups: Survey["groups"]): Family | Skipped | null {
  if (found.kind === "skipped") return found;
  if (groups.has(found.family.thread)) return found.family;
  return found.reason ?? (found.moves ? found.family : null);
}

/** Codex takes a file whose name holds no thread for no session; what else cannot be told may point anywhere. */
function unreadIn(found: Seen | Skipped): string | null {
  if (found.kind === "seen") return found.unread;
  return found.code === "codex.session-misnamed" ? null : String(found.params["file"]);
}

function groupsOf(seen: readonly Seen[]): Survey["groups"] {
  const groups = growingGroups(seen).map((group) =>
    group.map(({ family, continues }): Relative => ({ family, continues })),
  );
  return new Map(groups.flatMap((group) => group.map(({ family }) => [family.thread, group] as const)));
}
