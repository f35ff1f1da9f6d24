import type { Json, View } from "@zcf/contract";
import { createView, memoryMemo, nodeDisk } from "@zcf/core";

export interface TestViewOptions {
  /** What the view may read; anything when left out. */
  readonly roots?: readonly string[];
  /** What the ledger remembers. */
  readonly ledger?: ReadonlyMap<string, Json>;
}

/** The view core gives to adapters, on the machine's own disk. */
export async function viewOf(options: TestViewOptions = {}): Promise<View> {
  const disk = await nodeDisk();
  return createView({
    disk,
    roots: options.roots ?? null,
    memo: memoryMemo(disk),
    recall: async (key) => options.ledger?.get(key) ?? null,
  });
}
