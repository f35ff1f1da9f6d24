import type { Earlier, FilePath, Range, View } from "@zcf/contract";
import { readSlot, type Slot } from "@zcf/formats";
import { heldView } from "./held-view.ts";
import { decodedView, isCompressed } from "./rollout-bytes.ts";
import {
  ambiguousIn,
  type Base,
  basesOf,
  findRecords,
  type RolloutScan,
  type SessionScan,
  scanRollout,
  slotsOf,
} from "./scan.ts";

/** What is kept of a file: its scan, and what tells whether the file still is the one that was scanned. */
type Kept = { readonly scan: RolloutScan; readonly marks: Marks | null };

/** Short digests of the bytes that a later look goes by, without those of the slots, which zcf changes. */
type Marks = { readonly head: string; readonly end: string };

/** A file and the view it is read with. */
interface Opened {
  readonly view: View;
  readonly file: FilePath;
}

/** The scan of a session file, from what is remembered of it as far as that still holds. */
export async function scanned(view: View, file: FilePath): Promise<RolloutScan> {
  const kept = await view.memo<Kept>(file, "slots-3", async (earlier) => {
    if (isCompressed(file))
      return { scan: await scanRollout(await decodedView(view, file), file), marks: null };
    const opened = { view: heldView(view), file };
    return (await refreshed(opened, earlier)) ?? keep(opened, await scanRollout(opened.view, file));
  });
  return kept.scan;
}

async function keep(opened: Opened, scan: RolloutScan): Promise<Kept> {
  return { scan, marks: scan.kind === "session" ? await marksOf(opened, scan) : null };
}

/**
 * What an earlier scan becomes where the first line and the end that it saw are still there: the slots are read anew,
 * and lines that were appended are scanned besides. `null` when it has to be done again from the start.
 */
async function refreshed(opened: Opened, earlier: Earlier<Kept> | null): Promise<Kept | null> {
  const { scan: then, marks } = earlier?.value ?? { scan: null, marks: null };
  if (earlier === null || then?.kind !== "session" || then.bases === null || marks === null) return null;
  const stat = await opened.view.stat(opened.file);
  const isLonger = stat !== null && stat.size > earlier.size;
  if (!earlier.sameTime && !isLonger) return null;
  // Of the same size and time it was written in place, by zcf as a rule: the slots tell, and marks would cost their price again.
  if (!earlier.sameTime && !isSame(await marksOf(opened, then), marks)) return null;
  const scan = await withSlotsOfNow(opened, then, then.bases);
  if (scan === null) return null;
  return isLonger ? keep(opened, await withTail(opened, scan)) : { scan, marks };
}

/** So much of what was scanned last is looked at again, in bytes: a few lines, and Codex puts a time into each. */
const END = 1024;

/** `null` for a file whose first line is not finished. */
async function marksOf(opened: Opened, scan: SessionScan): Promise<Marks | null> {
  const { next, head } = scan;
  if (next.offset === 0) return null;
  const start = Math.max(0, next.offset - END);
  const end = await markOf(opened, scan, { offset: start, length: next.offset - start });
  return { head: await markOf(opened, scan, { offset: 0, length: head + 1 }), end };
}

async function markOf({ view, file }: Opened, scan: SessionScan, range: Range): Promise<string> {
  const bytes = Uint8Array.from(await view.read(file, range));
  const ends = (scan.bases ?? []).flatMap(({ end }) => end ?? []);
  for (const { offset, room } of [...scan.slots, ...ends]) {
    const start = offset - range.offset;
    bytes.fill(0, clip(start, bytes), clip(start + room, bytes));
  }
  return view.digest(bytes).slice(0, 16);
}

function clip(index: number, { length }: Uint8Array): number {
  return Math.min(Math.max(0, index), length);
}

function isSame(now: Marks | null, then: Marks): boolean {
  return now?.head === then.head && now.end === then.end;
}

async function withSlotsOfNow(
  opened: Opened,
  scan: SessionScan,
  known: readonly Base[],
): Promise<SessionScan | null> {
  const slots = await allOfNow(scan.slots, (slot) => slotOfNow(opened, slot));
  const bases = await allOfNow(known, (base) => baseOfNow(opened, base));
  return slots === null || bases === null ? null : { ...scan, slots, bases };
}

async function allOfNow<T>(
  then: readonly T[],
  look: (one: T) => Promise<T | null>,
): Promise<readonly T[] | null> {
  const found: T[] = [];
  for (const one of then) {
    const now = await look(one);
    if (now === null) return null;
    found.push(now);
  }
  return found;
}

async function slotOfNow<S extends Slot>({ view, file }: Opened, slot: S): Promise<S | null> {
  const now = readSlot(await view.read(file, { offset: slot.offset, length: slot.room + 1 }), slot);
  return now === null ? null : { ...slot, ...now };
}

async function baseOfNow(opened: Opened, base: Base): Promise<Base | null> {
  if (base.end === null) return base;
  const end = await slotOfNow(opened, base.end);
  return end === null ? null : { ...base, end };
}

async function withTail({ view, file }: Opened, scan: SessionScan): Promise<RolloutScan> {
  const { thread } = scan;
  const { records, ...tail } = await findRecords(view, file, scan.next);
  const appended = basesOf(records, thread);
  const bases = appended === null ? null : [...before(scan, scan.bases ?? []), ...appended];
  const ambiguous = ambiguousIn(records, thread);
  if (ambiguous !== null) return { ...ambiguous, bases };
  const slots = [...before(scan, scan.slots), ...records.flatMap((record) => slotsOf(record, thread))];
  return { ...scan, ...tail, slots, bases, sealed: scan.sealed || tail.sealed };
}

/** What stood in a last line without an end is found again in the tail. */
function before<T extends { readonly offset: number }>(
  { next }: SessionScan,
  found: readonly T[],
): readonly T[] {
  return found.filter(({ offset }) => offset < next.offset);
}
