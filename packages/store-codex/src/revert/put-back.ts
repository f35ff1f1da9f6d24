import type { Edit, FilePath, Lock, MadeUnit, Skipped, Store, Unit, View } from "@zcf/contract";
import { sessionId } from "../sessions/codes.ts";
import type { Family } from "../sessions/families.ts";
import type { KeepOut } from "../sessions/keep-out.ts";
import { skipIfLive, telltales } from "../sessions/live.ts";
import { type Busy, skippedBy } from "../sessions/obstacle.ts";
import { replacedSegments, touchedThreads } from "./made-moves.ts";
import type { Relations } from "./relations.ts";

/** What units are put back with. */
export interface PuttingBack {
  readonly store: Store;
  readonly view: View;
  readonly keepOut: KeepOut;
  readonly relations: Relations;
}

/** Puts a unit back to the last byte, unless one of its threads is live or cannot be kept still. */
export async function putBack(
  { id, subjects, group, remember }: MadeUnit,
  edits: readonly Edit[],
  about: PuttingBack,
): Promise<readonly (Unit | Skipped)[]> {
  const exclusion = await exclude(edits, about);
  if (exclusion.kind === "busy")
    return (subjects ?? [id]).map((subject) => skippedBy(exclusion, threadIn(subject)));
  const { exclusive, locks } = exclusion;
  const named = subjects === undefined ? {} : { subjects };
  return [{ kind: "unit", id, ...named, group, edits, exclusive, locks, remember }];
}

interface Exclusion {
  readonly kind: "exclusion";
  readonly exclusive: readonly FilePath[];
  readonly locks: readonly Lock[];
}

async function exclude(edits: readonly Edit[], about: PuttingBack): Promise<Exclusion | Busy> {
  const { store, view, keepOut } = about;
  const moves = replacedSegments(edits).length > 0;
  const exclusive: FilePath[] = [];
  const locks: Lock[] = [];
  for (const thread of touchedThreads(edits)) {
    const family = about.relations.threads.get(thread) ?? alone(thread);
    if (family.kind === "skipped") return { kind: "busy", reason: family, threads: [thread] };
    const files = telltales(family, store, view);
    const live = await skipIfLive(thread, files, view);
    if (live !== null) return { kind: "busy", reason: live, threads: [thread] };
    exclusive.push(...files);
    const own = moves ? await keepOut(thread) : NO_LOCKS;
    if (own.kind === "skipped") return { kind: "busy", reason: own, threads: [thread] };
    locks.push(...own.locks);
  }
  return { kind: "exclusion", exclusive, locks };
}

const NO_LOCKS = { kind: "kept", locks: [] } as const;

/** A thread of which nothing but its row is left. */
function alone(thread: string): Family {
  return { kind: "family", thread, rollouts: [] };
}

/** The thread that a subject of ours names. */
export function threadIn(subject: string): string {
  return subject.slice(sessionId("").length);
}
