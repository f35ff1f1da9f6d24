import type { Skipped, Store, View } from "@zcf/contract";
import { type Family, listFamilies } from "./families.ts";
import { inOrder } from "./in-order.ts";
import { originalProvider } from "./original.ts";
import { type Course, grows, moves, type Standing, standingOf } from "./standing.ts";

/** Which threads of a home have to be planned. */
export interface Survey {
  /** What moves and what cannot be read, in order; and threads that may have to change because another one grows. */
  readonly items: readonly (Family | Skipped)[];
  /** By thread: the threads whose files may have to change together, because one of them grows. */
  readonly groups: ReadonlyMap<string, readonly Family[]>;
  /** A file that may continue any other, because it, or its pointers, cannot be read; `null` when there is none. */
  readonly unread: string | null;
  /** How many threads move away from the backend that sealed reasoning in them. */
  readonly sealed: number;
}

/** What is kept of a thread that was looked at. */
interface Seen {
  readonly family: Family;
  readonly moves: boolean;
  readonly grows: boolean;
  /** Segments of its own, and those its files continue. */
  readonly segments: readonly string[];
  readonly bases: readonly string[];
  /** A file whose pointers we cannot read; `null` when there is none. */
  readonly unread: string | null;
  readonly sealed: boolean;
}

/** Looks once at every thread of the home; of those that are done and stand alone nothing is kept. */
export async function survey(store: Store, view: View, course: Course): Promise<Survey> {
  const look = async (item: Family | Skipped): Promise<Seen | Skipped> => {
    if (item.kind === "skipped") return item;
    const standing = await standingOf(item, view, course);
    return "kind" in standing ? standing : seen(standing, await losesBackend(standing, view));
  };
  const kept: (Seen | Skipped)[] = [];
  for await (const found of inOrder(await listFamilies(store, view), look))
    if (matters(found)) kept.push(found);
  const groups = groupsOf(kept.filter((found) => "family" in found));
  const items = kept.map((found) => itemOf(found, groups)).filter((item) => item !== null);
  return {
    items,
    groups,
    unread: kept.map(unreadFile).find((file) => file !== null) ?? null,
    sealed: kept.filter((found) => "family" in found && found.sealed).length,
  };
}

function itemOf(found: Seen | Skipped, groups: Survey["groups"]): Family | Skipped | null {
  if (!("family" in found)) return found;
  return found.moves || groups.has(found.family.thread) ? found.family : null;
}

/** Codex takes no file for a session that has another name, or no `session_meta` in its first line. */
function unreadFile(found: Seen | Skipped): string | null {
  if ("family" in found) return found.unread;
  if (found.code === "codex.session-misnamed") return null;
  if (found.code === "codex.session-unreadable" && found.params["line"] === 1) return null;
  return String(found.params["file"]);
}

/** Where a thread goes back to its own provider, that one can read what it sealed. */
async function losesBackend(standing: Standing, view: View): Promise<boolean> {
  const { family, rollouts, provider } = standing;
  const scans = rollouts.map(({ scan }) => scan);
  if (!moves(standing) || !scans.some(({ sealed }) => sealed)) return false;
  return (await originalProvider(view, family.thread, scans)) !== provider;
}

function seen(standing: Standing, sealed: boolean): Seen {
  const { family, rollouts } = standing;
  return {
    family,
    moves: moves(standing),
    grows: grows(standing),
    segments: rollouts.map(({ segment }) => segment),
    bases: rollouts.flatMap(({ scan }) => (scan.bases ?? []).map(({ segment }) => segment)),
    unread: rollouts.find(({ scan }) => scan.bases === null)?.file ?? null,
    sealed,
  };
}

function matters(found: Seen | Skipped): boolean {
  return !("family" in found) || found.moves || found.unread !== null || found.bases.length > 0;
}

/** Each thread that grows with all that continues it, directly or not; groups that meet are one. */
function groupsOf(threads: readonly Seen[]): ReadonlyMap<string, readonly Family[]> {
  const children = childrenOf(threads);
  const groups = new Map<Seen, Set<Seen>>();
  for (const thread of threads) if (thread.grows) merge(groups, withDescendants(thread, children));
  const members = new Map<Set<Seen>, Family[]>([...groups.values()].map((group) => [group, []]));
  const found = new Map<string, readonly Family[]>();
  for (const thread of threads) {
    const families = members.get(groups.get(thread) ?? new Set());
    families?.push(thread.family);
    if (families !== undefined) found.set(thread.family.thread, families);
  }
  return found;
}

function childrenOf(threads: readonly Seen[]): ReadonlyMap<string, readonly Seen[]> {
  const children = new Map<string, Seen[]>();
  for (const thread of threads) {
    for (const base of thread.bases) children.set(base, [...(children.get(base) ?? []), thread]);
  }
  return children;
}

function withDescendants(thread: Seen, children: ReadonlyMap<string, readonly Seen[]>): ReadonlySet<Seen> {
  const found = new Set([thread]);
  // A set goes on over what is added to it meanwhile.
  for (const one of found) {
    for (const segment of one.segments) for (const child of children.get(segment) ?? []) found.add(child);
  }
  return found;
}

function merge(groups: Map<Seen, Set<Seen>>, members: ReadonlySet<Seen>): void {
  const whole = new Set<Seen>();
  for (const member of members) for (const one of groups.get(member) ?? [member]) whole.add(one);
  for (const member of whole) groups.set(member, whole);
}
