import type { Edit, Lock, Skipped, Unit } from "@zcf/contract";
import { GROUP, sessionId } from "./codes.ts";
import { patchOf, rowsOf } from "./edits.ts";
import { growingGroups, withAncestors } from "./lineage.ts";
import { skipIfLive, telltales } from "./live.ts";
import { changeGroup, type FileChange, type Member } from "./moved-files.ts";
import { type Busy, type Obstacle, skippedBy, type UnknownFile } from "./obstacle.ts";
import { memoryOf, originalProvider } from "./original.ts";
import { planStanding } from "./plan-thread.ts";
import type { Planning } from "./planning.ts";
import { moves, type Standing, standingOf, type Unreliable } from "./standing.ts";
import type { Relative } from "./survey.ts";

/** A thread of a group as it stands when the group is planned. */
type Candidate = Standing | Unreliable;

/**
 * What moves a group of threads that may have to change together.
 *
 * A thread that grows is one unit with all that continues it and the offsets stored of them. A thread that is in the way
 * and those it continues do not grow, each with a reason, but move alone where they fit; the rest is planned without them.
 */
export async function planGrowth(
  group: readonly Relative[],
  planning: Planning,
): Promise<readonly (Unit | Skipped)[]> {
  const candidates: Candidate[] = [];
  for (const relative of group) candidates.push(await lookAgain(relative, planning));
  return planCandidates(candidates, planning);
}

/** What a file continued a moment ago it continues still, also if it cannot be read any more. */
async function lookAgain({ family, continues }: Relative, { view, course }: Planning): Promise<Candidate> {
  const now = await standingOf(family, view, course);
  return { ...now, continues: [...continues, ...now.continues] };
}

async function planCandidates(
  candidates: readonly Candidate[],
  planning: Planning,
): Promise<readonly (Unit | Skipped)[]> {
  const groups = growingGroups(candidates);
  const grouped = new Set(groups.flat());
  const planned = await planAlone(
    candidates.filter((one) => !grouped.has(one)),
    planning,
  );
  const together: (Unit | Skipped)[] = [];
  for (const group of groups) together.push(...(await planTogether(group, planning)));
  return [...planned, ...together];
}

async function planAlone(
  candidates: readonly Candidate[],
  planning: Planning,
): Promise<readonly (Unit | Skipped)[]> {
  const planned: (Unit | Skipped)[] = [];
  for (const one of candidates) {
    const item = one.kind === "unreliable" ? one.reason : await planStanding(one, planning);
    if (item !== null) planned.push(item);
  }
  return planned;
}

async function planTogether(
  group: readonly Candidate[],
  planning: Planning,
): Promise<readonly (Unit | Skipped)[]> {
  const outcome = await unitOf(group, planning);
  if (outcome.kind === "unit") return [outcome];
  const stuck = stuckBy(outcome, group);
  const growing = group.filter((one) => stuck.has(one) && one.grows);
  const fitting = group.filter((one) => stuck.has(one) && !one.grows);
  const rest = group.filter((one) => !stuck.has(one));
  return [
    ...growing.map(({ family }) => skippedBy(outcome, family.thread)),
    ...(await planAlone(fitting, planning)),
    ...(await planCandidates(rest, planning)),
  ];
}

/** The threads in the way, and those they continue. What continues the others is among the others: they can grow. */
function stuckBy({ threads }: Obstacle, group: readonly Candidate[]): ReadonlySet<Candidate> {
  if (threads === null) return new Set(group);
  return withAncestors(
    group.filter(({ family }) => threads.includes(family.thread)),
    group,
  );
}

async function unitOf(group: readonly Candidate[], planning: Planning): Promise<Unit | Obstacle> {
  const unreliable = group.find((one) => one.kind === "unreliable");
  if (unreliable !== undefined) return unreadFile(unreliable);
  const standings = group.filter((one) => one.kind === "standing");
  const isPaginated = standings.some(keepsPages);
  if (planning.unread !== null && isPaginated)
    return { kind: "unknown-file", file: planning.unread, threads: null };
  const members = await Promise.all(standings.map((standing) => memberOf(standing, planning)));
  const change = changeGroup(members);
  if (change.kind === "unknown-file") return change;
  const offsets = await planning.offsets.moved(change.moved, isPaginated ? "paginated" : "legacy");
  if (offsets.kind === "unknown-offsets") return offsets;
  const touched = touchedBy(change.files, standings);
  const exclusion = await exclude(touched, planning);
  if (exclusion.kind === "busy") return exclusion;
  return {
    ...identity(touched),
    edits: [...patches(change.files), ...offsets.edits, ...touched.flatMap(rowsOf)],
    exclusive: touched.flatMap(({ family }) => telltales(family, planning.store, planning.view)),
    locks: exclusion.locks,
    remember: members.flatMap(memoriesOf),
  };
}

/** It says why itself; to the others it is a file that may point into theirs. */
function unreadFile({ family, reason }: Unreliable): UnknownFile {
  return { kind: "unknown-file", file: String(reason.params["file"]), threads: [family.thread] };
}

/** Nothing points into legacy history: also newer versions fork it whole (0.155 and 0.169 measured). */
function keepsPages({ rollouts }: Standing): boolean {
  return rollouts.some(({ scan }) => scan.history !== "legacy");
}

async function memberOf(standing: Standing, { view, course }: Planning): Promise<Member> {
  const scans = standing.rollouts.map(({ scan }) => scan);
  const { thread } = standing.family;
  return { standing, original: await originalProvider(view, thread, { scans, origins: course.origins }) };
}

function memoriesOf({ standing, original }: Member): Unit["remember"] {
  const moved = standing.moving.length === 0 ? [] : memoryOf(standing.family.thread, original);
  return [...moved, ...standing.remember];
}

/** Threads of which a file or a row changes. */
function touchedBy(files: readonly FileChange[], standings: readonly Standing[]): readonly Standing[] {
  const changed = new Set(files.filter(({ hunks }) => hunks.length > 0).map(({ standing }) => standing));
  return standings.filter((one) => changed.has(one) || moves(one));
}

function identity(touched: readonly Standing[]): Pick<Unit, "kind" | "id" | "group" | "subjects"> {
  const subjects = touched.filter(moves).map(({ family }) => sessionId(family.thread));
  return { kind: "unit", id: subjects[0] ?? "", group: GROUP, subjects };
}

function patches(files: readonly FileChange[]): readonly Edit[] {
  return files.filter(({ hunks }) => hunks.length > 0).map(({ rollout, hunks }) => patchOf(rollout, hunks));
}

interface Exclusion {
  readonly kind: "exclusion";
  readonly locks: readonly Lock[];
}

/** The writer locks of every thread that is touched, unless one of them is live or cannot be kept still. */
async function exclude(
  touched: readonly Standing[],
  { store, view, keepOut }: Planning,
): Promise<Exclusion | Busy> {
  const locks: Lock[] = [];
  for (const { family } of touched) {
    const { thread } = family;
    const live = await skipIfLive(thread, telltales(family, store, view), view);
    if (live !== null) return { kind: "busy", reason: live, threads: [thread] };
    const own = await keepOut(thread);
    if (own.kind === "skipped") return { kind: "busy", reason: own, threads: [thread] };
    locks.push(...own.locks);
  }
  return { kind: "exclusion", locks };
}
