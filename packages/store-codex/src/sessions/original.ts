import type { Json, Memory, View } from "@zcf/contract";
import { slotText } from "@zcf/formats";
import { sessionId } from "./codes.ts";
import { listedProvider, type SessionScan } from "./scan.ts";

/** The provider a thread had before zcf first moved it: from the ledger, else its own field, else as it is now. */
export async function originalProvider(
  view: View,
  thread: string,
  scans: readonly SessionScan[],
): Promise<string | null> {
  return remembered(await view.recall(sessionId(thread))) ?? stated(scans);
}

/** The provider that was recorded before zcf first moved the thread; `null` for one that it never moved. */
export async function recordedOriginal(
  view: View,
  thread: string,
  [root]: readonly SessionScan[],
): Promise<string | null> {
  return remembered(await view.recall(sessionId(thread))) ?? root?.original ?? null;
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
  return root.original ?? listedProvider(root) ?? (first === undefined ? null : slotText(first));
}
