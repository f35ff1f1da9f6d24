import type { Finding, Store, View } from "@zcf/contract";
import { findAll } from "./find-all.ts";
import { withoutFindings } from "./without-findings.ts";

/** What is wrong with a home, sorted by check. */
export async function diagnose(store: Store, view: View): Promise<readonly Finding[]> {
  const all = await findAll(store, view);
  const { withheld } = await withoutFindings(store, view, () => true);
  return all.map(({ finding }) => {
    return withheld.includes(finding.check) ? { ...finding, fixable: false } : finding;
  });
}
