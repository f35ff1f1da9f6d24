import type { BackupStrategy } from "@zcf/contract";
import { CONTRACT } from "@zcf/contract";
import { nothing } from "./nothing.ts";

/** Keeps the before-sides that the journal holds anyway: all that is needed to undo, and no second copy. */
export function selective(): BackupStrategy {
  return { contract: CONTRACT, id: "selective", keeps: "all", copies: nothing };
}
