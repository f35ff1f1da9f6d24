import { join } from "node:path";
import { isSwitchError, type Notice } from "@zcf/contract";
import type { Context } from "../context.ts";
import { systemCode } from "../disk/system-error.ts";
import type { Purpose } from "../journal/record.ts";
import { judge } from "./judge.ts";
import { mayExceed } from "./may-exceed.ts";
import { readRecords } from "./operation-record.ts";
import { limitsOf, removeJudged } from "./prune.ts";
import { sweepRemoved } from "./remove-records.ts";

/**
 * Keeps the history within its limits after an operation. Never throws for what it expects to go wrong: the operation
 * stands, and a notice says what could not be removed.
 */
export async function retain(context: Context, { of }: Purpose): Promise<readonly Notice[]> {
  try {
    const terms = { ...limitsOf(context, {}), inUse: of === undefined ? [] : [of] };
    const { disk, layout } = context;
    await sweepRemoved(disk, layout);
    if (await mayExceed(disk, layout, terms))
      await removeJudged(context, judge(await readRecords(disk, layout), terms), terms);
    return [];
  } catch (error) {
    return [noticeOf(context, error)];
  }
}

function noticeOf({ layout }: Context, error: unknown): Notice {
  const system = systemCode(error) ?? (isSwitchError(error) ? error.code : null);
  if (system === null) throw error;
  const file = error instanceof Error && "path" in error ? String(error.path) : join(layout.done, "..");
  return { code: "prune-failed", severity: "warning", params: { file, system } };
}
