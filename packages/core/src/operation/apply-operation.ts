import { isSwitchError } from "@zcf/contract";
import { withDisk } from "../apply/with-disk.ts";
import { type Context, findBackup } from "../context.ts";
import { pendingOn } from "../recovery/pending.ts";
import type { Report } from "../report.ts";
import type { ApplyOptions } from "../switcher.ts";
import { confirmed } from "./confirmed.ts";
import { isEmpty, type Operation } from "./operation.ts";
import { plainReport } from "./plain-report.ts";

/** Confirm, lock, recover, plan again, write. */
export async function applyOperation(
  context: Context,
  operation: Operation,
  options: ApplyOptions,
): Promise<Report> {
  try {
    return await apply(context, operation, options);
  } catch (error) {
    // Whatever writes says itself what the disk holds; what comes here as a bare system error is from before that.
    throw withDisk(error, isSwitchError(error) ? error.disk : "untouched");
  }
}

async function apply(context: Context, operation: Operation, options: ApplyOptions): Promise<Report> {
  const backup = findBackup(context, options.backup);
  const homes = await Promise.all(operation.stores.map(({ store }) => context.disk.resolve(store.home)));
  const pending = await pendingOn(context.disk, context.layout, homes);
  if (isEmpty(operation) && pending.length === 0) return plainReport("nothing", operation);
  if (!isEmpty(operation) && !(await confirmed(context, operation, options)))
    return plainReport("declined", operation);
  // Loaded when there is something to write: most of core, and nothing that a plan needs.
  const { writeOperation } = await import("./write-operation.ts");
  return writeOperation({ context, operation, options, backup, homes });
}
