import type { Finding } from "@zcf/contract";
import { earlierCopies } from "../backup/earlier-copies.ts";
import type { Context } from "../context.ts";
import { mayExceed } from "../retention/may-exceed.ts";

import { limitsOf, prune } from "../retention/prune.ts";
import type { StoreQuery } from "../switcher.ts";
import { ownFinding } from "./diagnosis.ts";

/** As long as an operation would not see to it by itself, nothing is wrong. */
export async function backupFindings(context: Context): Promise<readonly Finding[]> {
  const limits = limitsOf(context, {});
  if (!(await mayExceed(context.disk, context.layout, limits))) return [];
  const { removed, kept } = await prune(context, { dryRun: true });
  if (removed.length === 0) return [];
  const bytes = [...removed, ...kept].reduce((sum, one) => sum + one.bytes, 0);
  const params = { bytes, limit: limits.maxBytes, operations: removed.length };
  return [ownFinding("zcf.backups-large", "warning", params)];
}

export async function earlierFindings(context: Context, query: StoreQuery): Promise<readonly Finding[]> {
  const copies = (await earlierCopies(context, query)).filter(({ problem }) => problem === null);
  if (copies.length === 0) return [];
  const bytes = copies.reduce((sum, one) => sum + one.bytes, 0);
  return [ownFinding("zcf.earlier-copies", "info", { copies: copies.length, bytes })];
}
