import { DisjointSets } from "./disjoint-sets.ts";

/** A thread as one that continues others, or is continued. */
export interface Kin {
  /** Of its own files. */
  readonly segments: readonly string[];
  /** Of the files that its files continue. */
  readonly continues: readonly string[];
  /** Whether one of its files has to be replaced. */
  readonly grows: boolean;
}

/** Each thread that grows with all that continues it, directly or not; groups that meet are one. Others are in none. */
export function growingGroups<K extends Kin>(threads: readonly K[]): readonly (readonly K[])[] {
  const children = childrenOf(threads);
  const concerned = reach(
    threads.filter(({ grows }) => grows),
    children,
  );
  const sets = new DisjointSets<K>();
  for (const thread of concerned) for (const child of children(thread)) sets.join(thread, child);
  const groups = new Map<K, K[]>();
  for (const thread of threads.filter((one) => concerned.has(one))) {
    const leader = sets.leaderOf(thread);
    groups.set(leader, groups.get(leader) ?? []);
    groups.get(leader)?.push(thread);
  }
  return [...groups.values()];
}

/** Some threads of a group, and all of it that they continue, directly or not. */
export function withAncestors<K extends Kin>(threads: readonly K[], group: readonly K[]): ReadonlySet<K> {
  const owners = index(group, ({ segments }) => segments);
  return reach(threads, ({ continues }) => continues.flatMap((segment) => owners.get(segment) ?? []));
}

function childrenOf<K extends Kin>(threads: readonly K[]): (thread: K) => readonly K[] {
  const children = index(threads, ({ continues }) => continues);
  return ({ segments }) => segments.flatMap((segment) => children.get(segment) ?? []);
}

function index<K>(
  threads: readonly K[],
  segmentsOf: (thread: K) => readonly string[],
): ReadonlyMap<string, readonly K[]> {
  const found = new Map<string, K[]>();
  for (const thread of threads) {
    for (const segment of segmentsOf(thread)) {
      const known = found.get(segment);
      if (known === undefined) found.set(segment, [thread]);
      else known.push(thread);
    }
  }
  return found;
}

function reach<K>(from: readonly K[], next: (thread: K) => readonly K[]): ReadonlySet<K> {
  const found = new Set(from);
  const open = [...from];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const other of next(one)) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}
