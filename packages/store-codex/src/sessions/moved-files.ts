import type { Hunk } from "@zcf/contract";
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
  /** Files before those that continue them. */
  readonly files: readonly FileChange[];
  /** Of the files whose bytes move, by segment. */
  readonly moved: ReadonlyMap<string, OffsetMap>;
}

/** A file that stands in the way: it cannot be said what its pointers, or those to it, mean. */
export interface UnknownFile {
  readonly unknown: ScannedRollout;
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

/** Works out the new bytes of all files of a group, parents before children: where they point to must be known first. */
export function changeGroup(members: readonly Member[]): GroupChange | UnknownFile {
  const placed = members.flatMap((member) =>
    member.standing.rollouts.map((rollout) => ({ member, rollout })),
  );
  const ordered = parentsFirst(placed);
  if ("unknown" in ordered) return ordered;
  const moved = new Map<string, OffsetMap>();
  const files: FileChange[] = [];
  for (const { member, rollout } of ordered) {
    const { standing, original } = member;
    const hunks = movedHunks(rollout.scan, { provider: standing.provider, original }, moved);
    if (hunks === null) return { unknown: rollout };
    files.push({ standing, rollout, hunks });
    const map = offsetMap(hunks);
    if (map !== null) moved.set(rollout.segment, map);
  }
  return { files, moved };
}

/** Two files of one segment, pointers in a circle, or pointers that we cannot read: there is no telling who is right. */
function parentsFirst(placed: readonly Placed[]): readonly Placed[] | UnknownFile {
  const bySegment = new Map(placed.map((file) => [file.rollout.segment, file]));
  const ordered = new Set<Placed>();
  for (const file of placed) {
    if (bySegment.get(file.rollout.segment) !== file) return { unknown: file.rollout };
    const way = ancestry(file, bySegment);
    if (way === null) return { unknown: file.rollout };
    for (const one of way) ordered.add(one);
  }
  return [...ordered];
}

/** The ways to keep history that we know (0.53 to 0.169). */
const HISTORIES: readonly string[] = ["legacy", "paginated"];

/** A file behind all that it continues, the oldest first. */
function ancestry(file: Placed, bySegment: ReadonlyMap<string, Placed>): readonly Placed[] | null {
  const way: Placed[] = [];
  const open = [file];
  for (const one of open) {
    const { bases, history } = one.rollout.scan;
    if (bases === null || !HISTORIES.includes(history) || way.includes(one)) return null;
    way.unshift(one);
    open.push(...bases.map(({ segment }) => bySegment.get(segment)).filter((parent) => parent !== undefined));
  }
  return way;
}
