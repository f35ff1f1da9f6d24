import type { Store, View } from "@zcf/contract";
import type { Found } from "./found.ts";
import { withFixes } from "./with-fixes.ts";

/** The findings with only those fixes of files that may be made; the rest is left to the user. */
export async function offered(store: Store, view: View, all: readonly Found[]): Promise<readonly Found[]> {
  const judged: Found[] = [];
  for (const one of all) {
    const { finding, fix } = one;
    const isRefused = fix?.kind === "config" && (await withFixes({ store, view, fixed: [] }, [fix])) === null;
    judged.push(isRefused ? { finding: { ...finding, fixable: false }, fix: null } : one);
  }
  return judged;
}
