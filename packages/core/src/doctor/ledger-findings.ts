import { join } from "node:path";
import type { Finding } from "@zcf/contract";
import type { Context } from "../context.ts";
import { lostLines } from "../state/ledger.ts";
import { ownFinding } from "./diagnosis.ts";
import { orUnreadable } from "./or-unreadable.ts";

/** So many lines are named. */
const NAMED = 10;

/** What a ledger has lost is not told by any of its readers: to them it was never remembered. */
export async function ledgerFindings(context: Context): Promise<readonly Finding[]> {
  const { disk, layout } = context;
  const found: Finding[] = [];
  for (const name of await disk.names(layout.ledgerRoot))
    found.push(...(await orUnreadable(() => findIn(context, join(layout.ledgerRoot, name)))));
  return found;
}

async function findIn({ disk }: Context, file: string): Promise<readonly Finding[]> {
  if ((await disk.stat(file))?.kind !== "file") return [];
  const lost = lostLines(await disk.read(file));
  if (lost.length === 0) return [];
  const params = { file, count: lost.length, lines: lost.slice(0, NAMED).map(String) };
  return [ownFinding("zcf.ledger-damaged", "warning", params)];
}
