import { withDisk } from "../apply/with-disk.ts";
import type { Context } from "../context.ts";
import type { Recovery } from "../events.ts";
import { lockHomes } from "../lock/lock-homes.ts";
import { homesOf, listPending } from "./pending.ts";
import { recover, sweepDrafts } from "./recover.ts";

/** Takes the locks of the homes and ends what was left unfinished there. */
export async function recoverPending(context: Context): Promise<readonly Recovery[]> {
  const pending = await listPending(context.disk, context.layout);
  const locks = await lockHomes(context, homesOf(pending), 0);
  try {
    return await recoverAll(context, new Set(pending.map(({ id }) => id)));
  } finally {
    await locks.release();
  }
}

/** Those whose homes are locked by us and that are still there: one that began since on another home may be running. */
export async function recoverAll(context: Context, ids: ReadonlySet<string>): Promise<readonly Recovery[]> {
  context.report({ type: "phase", phase: "recover" });
  await sweepDrafts(context.disk, context.layout);
  const recovered: Recovery[] = [];
  const failures: unknown[] = [];
  for (const { id } of await listPending(context.disk, context.layout)) {
    if (!ids.has(id)) continue;
    try {
      const recovery = await recover(context.disk, context.layout, id);
      context.report({ type: "recovered", recovery });
      recovered.push(recovery);
    } catch (error) {
      // The others can still be ended; and a busy lock or a full disk here leaves this one as it is: not over.
      failures.push(withDisk(error, "unfinished"));
    }
  }
  if (failures.length > 0) throw failures[0];
  return recovered;
}
