import type { Hunk } from "@zcf/contract";
import { fillSlot, resizeSlot, slotValue, tokenLength } from "@zcf/formats";
import type { ProviderSlot, SessionScan } from "./scan.ts";

/** What a session's slots should hold. */
export interface Rewrite {
  readonly provider: string;
  /** What `original_model_provider` says where it is added. */
  readonly original: string | null;
}

/** The narrowest slot that growth leaves, in bytes, quotes included: ids of up to 30 bytes then stay in place. */
const NARROWEST = 32;
const STEP = 16;

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
  return foreignSlots(scan, rewrite.provider).map(
    (slot) =>
      fillSlot(slot, rewrite.provider) ??
      resizeSlot(slot, rewrite.provider, {
        room: roomFor(rewrite.provider),
        tail: note(scan, slot, rewrite),
      }),
  );
}

function foreignSlots(scan: SessionScan, provider: string): readonly ProviderSlot[] {
  return scan.slots.filter((slot) => slotValue(slot) !== provider);
}

function roomFor(provider: string): number {
  return Math.max(NARROWEST, Math.ceil(tokenLength(provider) / STEP) * STEP);
}

function note(scan: SessionScan, slot: ProviderSlot, { original }: Rewrite): string {
  const wanted = slot.of === "meta" && slot.line === 1 && !scan.noted && original !== null;
  return wanted ? `,"original_model_provider":${JSON.stringify(original)}` : "";
}
