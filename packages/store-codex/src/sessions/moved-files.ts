import type { Hunk } from "@zcf/contract";
import type { UnknownFile } from "./obstacle.ts";
import { type OffsetMap, offsetMap } from "./offset-map.ts";
import { movedHunks } from "./rewrite.ts";
import type { ScannedRollout } from "./scan-family.ts";
import type { Standing } from "./standing.ts";

/** A file of a group and what happens to it. */
export interface FileChange {
  readonly standing: Standing;
  readonly rollout: ScannedRollout;
  /** None when it stays as it is. */
  readonly hunks: readonly Hunk[];
}

/** What happens to the files of a group. */
export interface GroupChange {
  readonly kind: "change";
  /** Files before those that continue them. */
  readonly files: readonly FileChange[];
  /** Of the files whose bytes move and into which something may point, by segment. */
  readonly moved: ReadonlyMap<string, OffsetMap>;
}

/** A thread that belongs to a group, and what its first line should say it came from. */
export interface Member {
  readonly standing: Standing;
  readonly original: string | null;
}

interface Placed {
  readonly member: Member;
  readonly rollout: ScannedRollout;
}

type BySegment = ReadonlyMap<string, readonly Placed[]>;

/** Works out the new bytes of all files of a group, parents before children: where they point to must be known first. */
export function changeGroup(members: readonly Member[]): GroupChange | UnknownFile {
  const placed = members.flatMap((member) =>
    member.standing.rollouts.map((rollout) => ({ member, rollout })),
  );
  const bySegment = groupBySegment(placed);
  const unclear = placed.find(hasUnknownHistory) ?? duplicateIn(bySegment);
  if (unclear !== undefined) return unknown(unclear);
  const ordered = parentsFirst(placed, bySegment);
  return ordered.kind === "order" ? changeFiles(ordered.files, bySegment) : ordered;
}

function changeFiles(files: readonly Placed[], bySegment: BySegment): GroupChange | UnknownFile {
  const moved = new Map<string, OffsetMap>();
  const changes: FileChange[] = [];
  for (const file of files) {
    const { member, rollout } = file;
    const { provider } = member.standing;
    const hunks = movedHunks(rollout.scan, { provider, original: member.original }, moved);
    if (hunks === null) return unknown(file);
    changes.push({ standing: member.standing, rollout, hunks });
    const map = offsetMap(hunks);
    if (map !== null && bySegment.get(rollout.segment)?.length === 1) moved.set(rollout.segment, map);
  }
  return { kind: "change", files: changes, moved };
}

function unknown({ member, rollout }: Placed): UnknownFile {
  return { kind: "unknown-file", file: rollout.file, threads: [member.standing.family.thread] };
}

function groupBySegment(placed: readonly Placed[]): BySegment {
  const found = new Map<string, Placed[]>();
  for (const file of placed) {
    const { segment } = file.rollout;
    found.set(segment, [...(found.get(segment) ?? []), file]);
  }
  return found;
}

/** The ways to keep history that we know (0.53 to 0.169). */
const HISTORIES: readonly string[] = ["legacy", "paginated"];

function hasUnknownHistory({ rollout: { scan } }: Placed): boolean {
  return (
    scan.bases === null || scan.bases.some(({ end }) => end === null) || !HISTORIES.includes(scan.history)
  );
}

/** One of two files of one segment: there is no telling which is meant. Nothing points into legacy history (measured). */
function duplicateIn(bySegment: BySegment): Placed | undefined {
  const several = [...bySegment.values()].filter((files) => files.length > 1);
  const unclear = several.find((files) => files.some(({ rollout }) => rollout.scan.history !== "legacy"));
  return unclear?.[1];
}

/** Files before those that continue them. */
interface Order {
  readonly kind: "order";
  readonly files: readonly Placed[];
}

function parentsFirst(placed: readonly Placed[], bySegment: BySegment): Order | UnknownFile {
  const walk: Walk = { bySegment, done: new Set(), way: new Set() };
  for (const file of placed) {
    const circle = visit(file, walk);
    if (circle !== null) return unknown(circle);
  }
  return { kind: "order", files: [...walk.done] };
}

interface Walk {
  readonly bySegment: BySegment;
  /** In the order in which they were done with. */
  readonly done: Set<Placed>;
  /** From a file up to the one that is looked at. */
  readonly way: Set<Placed>;
}

/** Does a file after all that it continues; gives back one that continues itself, if there is one. */
function visit(file: Placed, walk: Walk): Placed | null {
  if (walk.done.has(file)) return null;
  if (walk.way.has(file)) return file;
  walk.way.add(file);
  for (const parent of parentsOf(file, walk.bySegment)) {
    const circle = visit(parent, walk);
    if (circle !== null) return circle;
  }
  walk.way.delete(file);
  walk.done.add(file);
  return null;
}

function parentsOf({ rollout }: Placed, bySegment: BySegment): readonly Placed[] {
  return (rollout.scan.bases ?? []).flatMap(({ segment }) => bySegment.get(segment) ?? []);
}
