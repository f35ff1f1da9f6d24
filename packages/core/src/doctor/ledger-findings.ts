import { join } from "node:path";
import type { Finding } from "@zcf/contract";
import type { Context } from "../context.ts";
import { readLedger } from "../state/ledger.ts";
import { ownFinding } from "./diagnosis.ts";

/** What a ledger has lost is not told by any of its readers: to them it was never remembered. */
export async function ledgerFindings({ disk, layout }: Context): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const name of await disk.names(layout.ledgerRoot)) {
    const file = join(layout.ledgerRoot, name);
    if ((await disk.stat(file))?.kind !== "file") continue;
    const { lost } = readLedger(await disk.read(file));
    if (lost > 0) found.push(ownFinding("zcf.ledger-damaged", "warning", { file, lines: lost }));
  }
  return found;
}
