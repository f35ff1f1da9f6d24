import type { Store, View } from "@zcf/contract";
import { findAll } from "./diagnose.ts";
import type { FixedFile } from "./fix-files.ts";
import type { Found } from "./found.ts";
import { overlay } from "./overlay.ts";
import { withFixes } from "./with-fixes.ts";

/** A fix may bring another one about (a name, then what its table says), but not for long. */
const MOST_ROUNDS = 4;

export interface Settled {
  readonly fixed: readonly FixedFile[];
  /** What is found, of what was asked for, once the files are so. */
  readonly left: readonly Found[];
}

/** Fixes `config.toml`, and our own file with it, until no finding asks for more that may be done. */
export async function settleFiles(
  store: Store,
  view: View,
  isAsked: (found: Found) => boolean,
): Promise<Settled> {
  let fixed: readonly FixedFile[] = [];
  let left = (await findAll(store, view)).filter(isAsked);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const fixes = left.flatMap(({ fix }) => (fix?.kind === "config" ? [fix] : []));
    const next = await withFixes({ store, view, fixed }, fixes);
    if (next === null) break;
    fixed = next;
    left = (await findAll(store, overlay(view, fixed))).filter(isAsked);
  }
  return { fixed, left };
}
