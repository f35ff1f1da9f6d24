import { join } from "node:path";
import type { Finding } from "@zcf/contract";
import type { Context } from "../context.ts";
import { whereabouts } from "../disk/whereabouts.ts";
import { CLAIM, readClaim } from "../lock/claim.ts";
import { ownFinding } from "./diagnosis.ts";
import { orUnreadable } from "./or-unreadable.ts";

/** A claim of elsewhere never lapses, and keeps every operation out of its home. */
export async function claimFindings(context: Context): Promise<readonly Finding[]> {
  const { disk, layout } = context;
  const found: Finding[] = [];
  for (const key of await disk.names(layout.lockRoot))
    found.push(...(await orUnreadable(() => findIn(context, join(layout.lockRoot, key)))));
  return found;
}

async function findIn({ disk }: Context, directory: string): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const name of await disk.names(directory)) {
    const file = join(directory, name);
    const claim = name.endsWith(CLAIM) ? await readClaim(disk, file) : null;
    if (claim === null || claim === "torn" || whereabouts(claim, disk.self) !== "elsewhere") continue;
    const { host, pid, since = "" } = claim;
    found.push(ownFinding("zcf.claim-elsewhere", "warning", { file, host, pid, since }));
  }
  return found;
}
