import type { Memory, View } from "@zcf/contract";
import type { Replaced } from "../journal/step.ts";

/** What the memories would write over, so that an undo can put it back. */
export async function replacedBy(
  memories: readonly Memory[],
  view: Pick<View, "recall">,
): Promise<readonly Replaced[]> {
  const replaced: Replaced[] = [];
  for (const { key, value, write } of memories) {
    const before = write === "replace" ? await view.recall(key) : value;
    if (!isSame(before, value)) replaced.push({ key, before, after: value });
  }
  return replaced;
}

/** What puts those back that nobody has written since. */
export async function putBack(
  replaced: readonly Replaced[],
  view: Pick<View, "recall">,
): Promise<readonly Memory[]> {
  const memories: Memory[] = [];
  for (const { key, before, after } of replaced) {
    if (isSame(await view.recall(key), after)) memories.push({ key, value: before, write: "replace" });
  }
  return memories;
}

function isSame(a: Memory["value"], b: Memory["value"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
