import type { Finding } from "@zcf/contract";
import { type Context, viewStore } from "../context.ts";
import { locate } from "../operation/make-plan.ts";
import type { StoreQuery } from "../switcher.ts";
import { backupFindings, earlierFindings } from "./backup-findings.ts";
import { claimFindings } from "./claim-findings.ts";
import type { Diagnosis, StoreFindings } from "./diagnosis.ts";
import { interruptedFindings } from "./interrupted-findings.ts";
import { ledgerFindings } from "./ledger-findings.ts";
import { recordFindings } from "./record-findings.ts";
import { openFindings } from "./state-modes.ts";

/** What is wrong with stores and with our own state; writes nothing. */
export async function diagnose(context: Context, query: StoreQuery): Promise<Diagnosis> {
  const stores: StoreFindings[] = [];
  for (const { adapter, store } of await locate(context, query.tools, query.home)) {
    const view = await viewStore(context, store);
    const findings = (await adapter.diagnose?.(store, view)) ?? [];
    stores.push({ tool: adapter.id, store, findings });
  }
  return { own: await ownFindings(context, query), stores };
}

async function ownFindings(context: Context, query: StoreQuery): Promise<readonly Finding[]> {
  return [
    ...(await interruptedFindings(context)),
    ...(await recordFindings(context)),
    ...(await claimFindings(context)),
    ...(await openFindings(context)),
    ...(await ledgerFindings(context)),
    ...(await backupFindings(context)),
    ...(await earlierFindings(context, query)),
  ];
}
