import type { Json, Memory, View } from "@zcf/contract";
import { slotText } from "@zcf/formats";
import { sessionId } from "./codes.ts";
import { listedProvider, type SessionScan } from "./scan.ts";

/** What is known of where sessions come from. */
export interface Origins {
  /** Ids that are never one: those of the table that stands for every target. */
  readonly shared: readonly string[];
  /** Whose a session is that was begun under one of them; `null` when that is not known. */
  readonly heir: string | null;
}

/** Every id may be an original one. */
export const ANY_ORIGIN: Origins = { shared: [], heir: null };

/** A thread's files, and what is known of all threads. */
export interface OriginQuestion {
  readonly scans: readonly SessionScan[];
  readonly origins: Origins;
}

/**
 * The provider a thread had before zcf first moved it: from the ledger, else its own field, else as it is now; for one
 * that was begun under a shared id the heir of those. `null` when nothing tells.
 */
export async function originalProvider(
  view: View,
  thread: string,
  question: OriginQuestion,
): Promise<string | null> {
  const recorded = await recordedOriginal(view, thread, question);
  if (recorded !== null) return recorded;
  const now = stated(question.scans);
  return isShared(now, question) ? question.origins.heir : now;
}

/** The provider that was recorded before zcf first moved the thread; `null` for one that it never moved. */
export async function recordedOriginal(
  view: View,
  thread: string,
  question: OriginQuestion,
): Promise<string | null> {
  const [root] = question.scans;
  const recorded = [remembered(await view.recall(sessionId(thread))), root?.original ?? null];
  return recorded.find((id) => id !== null && !isShared(id, question)) ?? null;
}

function isShared(id: string | null, { origins }: OriginQuestion): boolean {
  return id !== null && origins.shared.includes(id);
}

/** What the ledger should keep of a thread that is about to move; the first entry stays. */
export function memoryOf(thread: string, original: string | null): readonly Memory[] {
  if (original === null) return [];
  return [{ key: sessionId(thread), value: { original }, write: "first" }];
}

function remembered(value: Json | null): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { original } = value as Readonly<Record<string, Json>>;
  return typeof original === "string" ? original : null;
}

function stated([root]: readonly SessionScan[]): string | null {
  if (root === undefined) return null;
  const [first] = root.slots;
  return listedProvider(root) ?? (first === undefined ? null : slotText(first));
}
