import type { Earlier, FilePath, View } from "@zcf/contract";
import { readSlot, type Slot } from "@zcf/formats";
import { decodedView, isCompressed } from "./rollout-bytes.ts";
import {
  ambiguousIn,
  basesOf,
  findRecords,
  type RolloutScan,
  type SessionScan,
  scanRollout,
  slotsOf,
} from "./scan.ts";

/** The scan of a session file, from what is remembered of it as far as that still holds. */
export function scanned(view: View, file: FilePath): Promise<RolloutScan> {
  return view.memo<RolloutScan>(file, "slots-2", async (earlier) => {
    if (isCompressed(file)) return scanRollout(await decodedView(view, file), file);
    return (await refreshed({ view, file }, earlier)) ?? scanRollout(view, file);
  });
}

interface Source {
  readonly view: View;
  readonly file: FilePath;
}

/**
 * What an earlier scan becomes: where only zcf can have written since, the slots are read anew; where lines were
 * appended, they are scanned besides. `null` when it has to be done again from the start.
 */
async function refreshed(source: Source, earlier: Earlier<RolloutScan> | null): Promise<RolloutScan | null> {
  if (earlier?.value.kind !== "session") return null;
  const stat = await source.view.stat(source.file);
  const isLonger = stat !== null && stat.size > earlier.size;
  if (!earlier.sameTime && !isLonger) return null;
  const scan = await withSlotsOfNow(source, earlier.value);
  return scan === null || !isLonger ? scan : withTail(source, scan);
}

async function withSlotsOfNow(source: Source, scan: SessionScan): Promise<SessionScan | null> {
  const slots = await slotsOfNow(source, scan.slots);
  const bases = scan.bases === null ? null : await slotsOfNow(source, scan.bases);
  return slots === null || (bases === null && scan.bases !== null) ? null : { ...scan, slots, bases };
}

async function slotsOfNow<S extends Slot>(
  { view, file }: Source,
  slots: readonly S[],
): Promise<readonly S[] | null> {
  const found: S[] = [];
  for (const slot of slots) {
    const now = readSlot(await view.read(file, { offset: slot.offset, length: slot.room + 1 }), slot);
    if (now === null) return null;
    found.push({ ...slot, ...now });
  }
  return found;
}

async function withTail({ view, file }: Source, scan: SessionScan): Promise<RolloutScan> {
  const tail = await findRecords(view, file, scan.next);
  const ambiguous = ambiguousIn(tail.records);
  if (ambiguous !== null) return ambiguous;
  const bases = basesOf(tail.records, scan.thread);
  return {
    ...scan,
    slots: [...before(scan, scan.slots), ...tail.records.flatMap((record) => slotsOf(record, scan.thread))],
    bases: bases === null || scan.bases === null ? null : [...before(scan, scan.bases), ...bases],
    sealed: scan.sealed || tail.sealed,
    size: tail.size,
    next: tail.next,
  };
}

/** What stood in a last line without an end is found again in the tail. */
function before<S extends Slot>({ next }: SessionScan, slots: readonly S[]): readonly S[] {
  return slots.filter(({ offset }) => offset < next.offset);
}
