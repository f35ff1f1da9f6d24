import type { BackupStrategy } from "@zcf/contract";
import { CONTRACT } from "@zcf/contract";
import { nothing } from "./nothing.ts";

/** Drops the before-sides of sensitive edits at commit; the journal itself is never left out. */
export function none(): BackupStrategy {
  return { contract: CONTRACT, id: "none", keeps: "plain", copies: nothing };
}
