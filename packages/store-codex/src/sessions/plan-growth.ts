import type { Edit, Lock, Skipped, Unit } from "@zcf/contract";
import { GROUP, sessionId, skipped } from "./codes.ts";
import { patchOf, rowsOf } from "./edits.ts";
import type { Family } from "./families.ts";
import { skipIfLive, telltales } from "./live.ts";
import { changeGroup, type FileChange, type Member } from "./moved-files.ts";
import { memoryOf, originalProvider } from "./original.ts";
import { planStanding } from "./plan-thread.ts";
import type { Planning } from "./planning.ts";
import { grows, moves, type Standing, standingOf } from "./standing.ts";

/** Why a thread of the group cannot grow now. */
type Obstacle = (standing: Standing) => Skipped;

/**
 * What moves a group of threads of which one at least has to grow: one unit with all their files and the offsets stored
 * of them, or, where that cannot be, each thread that fits alone and a reason for each that does not.
 */
export async function planGrowth(
  group: readonly Family[],
  planning: Planning,
): Promise<readonly (Unit | Skipped)[]> {
  const members: Member[] = [];
  for (const family of group) {
    const standing = await standingOf(family, planning.view, planning.course);
    // It could be read a moment ago, and its pointers may be in the way: nothing of the group grows now.
    if ("kind" in standing) return [standing];
    members.push(await memberOf(standing, planning));
  }
  const unit = await unitOf(members, planning);
  return typeof unit === "function" ? apart(members, unit, planning) : [unit];
}

async function memberOf(standing: Standing, { view }: Planning): Promise<Member> {
  const scans = standing.rollouts.map(({ scan }) => scan);
  return { standing, original: await originalProvider(view, standing.family.thread, scans) };
}

async function unitOf(members: readonly Member[], planning: Planning): Promise<Unit | Obstacle> {
  const { unread } = planning;
  if (unread !== null && members.some(isPaginated)) return unknownFile(unread);
  const change = changeGroup(members);
  if ("unknown" in change) return unknownFile(change.unknown.file);
  const offsets = await planning.offsets.moved(change.moved);
  if ("database" in offsets) return unknownOffsets(offsets.database);
  const changed = new Set(
    change.files.filter(({ hunks }) => hunks.length > 0).map(({ standing }) => standing),
  );
  const touched = members.map(({ standing }) => standing).filter((one) => changed.has(one) || moves(one));
  const locks = await exclusion(touched, planning);
  if (typeof locks === "function") return locks;
  return {
    ...identity(touched),
    edits: [...patches(change.files), ...offsets, ...touched.flatMap(rowsOf)],
    exclusive: touched.flatMap(({ family }) => telltales(family, planning.store, planning.view)),
    locks,
    remember: members.flatMap(({ standing, original }) => [
      ...(standing.moving.length === 0 ? [] : memoryOf(standing.family.thread, original)),
      ...standing.remember,
    ]),
  };
}

/** Nothing points into legacy history: also newer versions fork it whole (0.155 and 0.169 measured). */
function isPaginated({ standing }: Member): boolean {
  return standing.rollouts.some(({ scan }) => scan.history !== "legacy");
}

function identity(touched: readonly Standing[]): Pick<Unit, "kind" | "id" | "group" | "subjects"> {
  const subjects = touched.filter(moves).map(({ family }) => sessionId(family.thread));
  return { kind: "unit", id: subjects[0] ?? "", group: GROUP, subjects };
}

function patches(files: readonly FileChange[]): readonly Edit[] {
  return files.filter(({ hunks }) => hunks.length > 0).map(({ rollout, hunks }) => patchOf(rollout, hunks));
}

/** The writer locks of every thread that is touched; an obstacle when one of them is live or cannot be kept still. */
async function exclusion(
  touched: readonly Standing[],
  { store, view, keepOut }: Planning,
): Promise<readonly Lock[] | Obstacle> {
  const locks: Lock[] = [];
  for (const { family } of touched) {
    const live = await skipIfLive(family.thread, telltales(family, store, view), view);
    if (live !== null) return hindered(live, family.thread);
    const own = await keepOut(family.thread);
    if ("kind" in own) return hindered(own, family.thread);
    locks.push(...own);
  }
  return locks;
}

function unknownFile(file: string): Obstacle {
  return ({ family: { thread } }) => skipped(thread, "codex.session-family-unknown", { thread, file });
}

function unknownOffsets(database: string): Obstacle {
  return ({ family: { thread } }) => skipped(thread, "codex.session-offsets-unknown", { thread, database });
}

/** The thread that is in the way says why itself; the others name it. */
function hindered(reason: Skipped, other: string): Obstacle {
  return ({ family: { thread } }) =>
    thread === other ? reason : skipped(thread, "codex.session-family-busy", { thread, other });
}

/** Whoever fits needs no other thread. */
async function apart(
  members: readonly Member[],
  obstacle: Obstacle,
  planning: Planning,
): Promise<readonly (Unit | Skipped)[]> {
  const planned: (Unit | Skipped)[] = [];
  for (const { standing } of members) {
    const item = grows(standing) ? obstacle(standing) : await planStanding(standing, planning);
    if (item !== null) planned.push(item);
  }
  return planned;
}
