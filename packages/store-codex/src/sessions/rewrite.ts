import type { Hunk } from "@zcf/contract";
import { fillSlot, resizeSlot, type Slot, slotNumber, slotText, tokenLength } from "@zcf/formats";
import type { OffsetMap } from "./offset-map.ts";
import type { ProviderSlot, SessionScan } from "./scan.ts";

/** What a session's slots should hold. */
export interface Rewrite {
  /** `null` leaves the providers as they are. */
  readonly provider: string | null;
  /** What `original_model_provider` says where it is added. */
  readonly original: string | null;
}

/** How the bytes of other files move, by segment; those that stay are not in it. */
export type MovedFiles = ReadonlyMap<string, OffsetMap>;

/** The narrowest slot that growth leaves, in bytes, quotes included: ids of up to 30 bytes then stay in place. */
const NARROWEST = 32;
const STEP = 16;

/** The room that growth leaves for a byte offset: as many digits as any file can need. */
const OFFSET_ROOM = 16;

/** Whether any slot of the session names another provider. */
export function differs(scan: SessionScan, provider: string): boolean {
  return foreignSlots(scan, provider).length > 0;
}

/** Whether a slot is too small for the provider, so that bytes behind it would move. */
export function outgrows(scan: SessionScan, provider: string): boolean {
  return foreignSlots(scan, provider).some(({ room }) => room < tokenLength(provider));
}

/**
 * The hunks that put a provider into every slot of a session that names another one, and touch nothing else.
 *
 * A slot that is large enough keeps its size. One that is not becomes at least 32 bytes wide (else the next multiple
 * of 16), and then the first line gets an `original_model_provider` unless it has one. Codex keeps that unknown field
 * (0.53 to 0.169 measured) but does not copy it, so the ledger stays the place to look first.
 */
export function rewriteHunks(scan: SessionScan, rewrite: Rewrite): readonly Hunk[] {
  const { provider } = rewrite;
  if (provider === null) return [];
  return foreignSlots(scan, provider).map(
    (slot) =>
      fillSlot(slot, provider) ??
      resizeSlot(slot, provider, { room: roomFor(provider), tail: note(scan, slot, rewrite) }),
  );
}

/**
 * The same, and the hunks that make the file point at the same bytes of other files as before, sorted; `null` when one
 * of its pointers cannot be followed.
 *
 * An offset that needs more digits than there is room for gets 16 bytes, padded (0.155 and 0.169 read it, measured).
 */
export function movedHunks(scan: SessionScan, rewrite: Rewrite, moved: MovedFiles): readonly Hunk[] | null {
  const hunks = [...rewriteHunks(scan, rewrite)];
  for (const { segment, end } of scan.bases ?? []) {
    const map = moved.get(segment);
    if (map === undefined) continue;
    const now = end === null ? null : map(slotNumber(end));
    if (end === null || now === null) return null;
    if (now !== slotNumber(end)) hunks.push(offsetHunk(end, now));
  }
  return hunks.toSorted((a, b) => a.offset - b.offset);
}

function offsetHunk(end: Slot, value: number): Hunk {
  return fillSlot(end, value) ?? resizeSlot(end, value, { room: OFFSET_ROOM });
}

function foreignSlots(scan: SessionScan, provider: string): readonly ProviderSlot[] {
  return scan.slots.filter((slot) => slotText(slot) !== provider);
}

function roomFor(provider: string): number {
  return Math.max(NARROWEST, Math.ceil(tokenLength(provider) / STEP) * STEP);
}

function note(scan: SessionScan, slot: ProviderSlot, { original }: Rewrite): string {
  const wanted = slot.of === "meta" && slot.line === 1 && !scan.noted && original !== null;
  return wanted ? `,"original_model_provider":${JSON.stringify(original)}` : "";
}
