import { join } from "node:path";
import { isSwitchError } from "@zcf/contract";
import type { Context } from "../context.ts";
import { quietly } from "../disk/system-error.ts";
import type { Recovery } from "../events.ts";
import { sweepClaims } from "../lock/home-lock.ts";
import { lockHomes } from "../lock/lock-homes.ts";
import type { RecoverOptions } from "../switcher.ts";
import { askedFor } from "./asked-for.ts";
import { homesOf, listPending, type Pending } from "./pending.ts";
import { recover } from "./recover.ts";
import { stillUnfinished } from "./still-unfinished.ts";
import { sweepUnbegun } from "./sweep-unbegun.ts";

/**
 * Ends the operations that are meant, each under the locks of all its homes: one that runs, or cannot be ended, keeps no
 * other from it.
 */
export async function recoverPending(
  context: Context,
  { abandon = false, waitMs = 0, ...query }: RecoverOptions,
): Promise<readonly Recovery[]> {
  const { disk, layout } = context;
  const isAsked = await askedFor(context, query);
  await sweepUnbegun(disk, layout);
  const deadline = disk.elapsed() + waitMs;
  const recovered: Recovery[] = [];
  const failures: unknown[] = [];
  for (const pending of (await listPending(disk, layout)).filter(isAsked)) {
    const left = Math.max(0, deadline - disk.elapsed());
    try {
      recovered.push(...(await recoverLocked(context, pending, { abandon, waitMs: left })));
    } catch (error) {
      failures.push(error);
    }
  }
  for (const name of await disk.names(layout.lockRoot))
    await quietly(() => sweepClaims(disk, join(layout.lockRoot, name)));
  if (failures.length > 0) throw failures.find(isUnfinished) ?? failures[0];
  return recovered;
}

async function recoverLocked(
  context: Context,
  pending: Pending,
  { abandon, waitMs }: Required<Pick<RecoverOptions, "abandon" | "waitMs">>,
): Promise<readonly Recovery[]> {
  const locks = await lockHomes(context, homesOf([pending]), waitMs);
  try {
    return await recoverAll(context, new Set([pending.id]), abandon);
  } finally {
    await locks.release();
  }
}

function isUnfinished(error: unknown): boolean {
  return isSwitchError(error) && error.kind === "unfinished";
}

/** Those whose homes are locked by us and that are still there: one that began since on another home may be running. */
export async function recoverAll(
  context: Context,
  ids: ReadonlySet<string>,
  abandon: boolean,
): Promise<readonly Recovery[]> {
  const { disk, layout, report } = context;
  report({ type: "phase", phase: "recover" });
  await sweepUnbegun(disk, layout);
  const recovered: Recovery[] = [];
  const failures: unknown[] = [];
  for (const { id } of await listPending(disk, layout)) {
    if (!ids.has(id)) continue;
    try {
      const recovery = await recover({ disk, layout, abandon }, id);
      report({ type: "recovered", recovery });
      recovered.push(recovery);
    } catch (error) {
      // The others can still be ended; and a busy lock or a full disk here leaves this one as it is: not over.
      failures.push(stillUnfinished(error, layout, id));
    }
  }
  if (failures.length > 0) throw failures[0];
  return recovered;
}
