import type { Finding } from "@zcf/contract";
import type { Context } from "../context.ts";
import type { StoreQuery } from "../switcher.ts";
import { backupFindings, earlierFindings } from "./backup-findings.ts";
import { claimFindings } from "./claim-findings.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { interruptedFindings } from "./interrupted-findings.ts";
import { ledgerFindings } from "./ledger-findings.ts";
import { orUnreadable, withoutRepeats } from "./or-unreadable.ts";
import { recordFindings } from "./record-findings.ts";
import { openFindings } from "./state-modes.ts";
import { storeFindings } from "./store-findings.ts";

/** What is wrong with stores and with our own state; writes nothing. */
export async function diagnose(context: Context, query: StoreQuery): Promise<Diagnosis> {
  const { stores, unfound } = await storeFindings(context, query);
  return { own: withoutRepeats([...unfound, ...(await ownFindings(context, query))]), stores };
}

async function ownFindings(context: Context, query: StoreQuery): Promise<readonly Finding[]> {
  return [
    ...(await orUnreadable(() => interruptedFindings(context))),
    ...(await orUnreadable(() => recordFindings(context))),
    ...(await orUnreadable(() => claimFindings(context))),
    ...(await orUnreadable(() => openFindings(context))),
    ...(await orUnreadable(() => ledgerFindings(context))),
    ...(await orUnreadable(() => backupFindings(context))),
    ...(await orUnreadable(() => earlierFindings(context, query))),
  ];
}
