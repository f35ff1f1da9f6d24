import { join } from "node:path";
import { createRandom, type Random, uuidV7 } from "./random.ts";

export type LayoutName = "paginated" | "legacy";

/** One thread to be written. */
export interface Session {
  readonly id: string;
  readonly startedMs: number;
  readonly layout: LayoutName;
  readonly archived: boolean;
  readonly provider: string;
  readonly cwd: string;
  /** The first question. */
  readonly title: string;
  /** About how large its file becomes. */
  readonly bytes: number;
}

export interface SessionsWanted {
  readonly sessions: number;
  readonly bytes: number;
  readonly provider: string;
  readonly seed: number;
}

/** A session of one turn has this size: base instructions, skills, world state. */
const SMALLEST = 44_000;
/** The most a session gets, in shares of the smallest; a few long threads hold most of a real home. */
const LARGEST_SHARE = 30;
const FIRST_MS = Date.UTC(2026, 0, 5, 8, 0, 0);
const GAP_MS = 97 * 60_000;
/** Odd, so that both layouts are among them. */
const ARCHIVED_EVERY = 7;

/** Half of them paginated, every seventh archived, in the order of their start. */
export function planSessions(wanted: SessionsWanted): readonly Session[] {
  const random = createRandom(wanted.seed);
  return shareOut(wanted, random).map((bytes, index) => {
    const startedMs = FIRST_MS + index * GAP_MS;
    return {
      id: uuidV7(startedMs, random),
      startedMs,
      layout: index % 2 === 0 ? "paginated" : "legacy",
      archived: index % ARCHIVED_EVERY === ARCHIVED_EVERY - 1,
      provider: wanted.provider,
      cwd: `/work/project-${index % 7}`,
      title: `question ${index} about project ${index % 7}`,
      bytes,
    };
  });
}

/** Where its file lies, relative to the home. */
export function rolloutPlace({ id, startedMs, archived }: Session): string {
  const stamp = new Date(startedMs).toISOString().slice(0, 19);
  const name = `rollout-${stamp.replaceAll(":", "-")}-${id}.jsonl`;
  return archived
    ? join("archived_sessions", name)
    : join("sessions", ...stamp.slice(0, 10).split("-"), name);
}

function shareOut({ sessions, bytes }: SessionsWanted, random: Random): readonly number[] {
  const spare = bytes - sessions * SMALLEST;
  if (spare < 0)
    throw new Error(`${sessions} sessions take at least ${Math.ceil((sessions * SMALLEST) / 1e6)} MB`);
  const shares = Array.from({ length: sessions }, () => Math.min((1 - random.next()) ** -0.8, LARGEST_SHARE));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.round(SMALLEST + (spare * share) / all));
}
