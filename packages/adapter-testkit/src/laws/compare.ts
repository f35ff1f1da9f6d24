import assert from "node:assert/strict";
import type { Picture } from "../homes/picture.ts";
import { differences } from "../homes/read-tree.ts";

/** Throws where two pictures differ in anything. */
export function requireSame(found: Picture, expected: Picture, what: string): void {
  const names = differences(found, expected);
  assert.deepEqual(names, [], `${what}: ${names.join(", ")} differ`);
}
