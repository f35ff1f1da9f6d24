import type { StoreAdapter } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Pending, RecoverOptions, Recovery, StoreQuery, Switcher } from "@zcf/core";
import type { OperationOptions } from "../apply/operation-options.ts";
import type { Session } from "../session.ts";
import { defaultHomes } from "../stores/default-homes.ts";
import { toSwitchError } from "../to-switch-error.ts";

interface Settling {
  readonly session: Session;
  readonly switcher: Switcher;
  readonly options: Pick<OperationOptions, "dryRun" | "waitMs">;
}

interface OneTool {
  readonly adapter: StoreAdapter;
  readonly home?: string;
}

/** As long as an operation waits for another one, in ms, where nobody says how long. */
export const WAIT_MS = 2000;

/**
 * Before a command plans to write: ends what an earlier run left unfinished in the homes that are meant, because files
 * that are half written may not be plannable. `--dry-run` tells of it only.
 *
 * Throws `unfinished` where that is not possible, and `cancelled` after a signal.
 */
export async function settleFirst(
  { session, switcher, options }: Settling,
  where: StoreQuery,
): Promise<readonly Recovery[]> {
  if (options.dryRun) {
    await tellUnfinished(session, switcher);
    return [];
  }
  if ((await switcher.unfinished()).length === 0) return [];
  const { waitMs = WAIT_MS } = options;
  const { recovered, stopped } = await endUnfinished(session, switcher, { ...where, waitMs });
  if (stopped) throw new SwitchError({ kind: "cancelled", code: "cancelled" });
  return recovered;
}

/** As {@link settleFirst}, for a command whose home is the tool's default one where none is named. */
export async function settleStores(settling: Settling, { adapter, home }: OneTool): Promise<void> {
  const { session, switcher } = settling;
  const tools = [adapter.id];
  if (home !== undefined || settling.options.dryRun) {
    await settleFirst(settling, { tools, ...(home === undefined ? {} : { home }) });
    return;
  }
  if ((await switcher.unfinished()).length === 0) return;
  for (const one of await defaultHomes(adapter, session.runtime.environment))
    await settleFirst(settling, { tools, home: one });
}

/** Before a command that only reads: tells what is unfinished, if anything is. */
export async function tellUnfinished({ output }: Session, switcher: Switcher): Promise<readonly Pending[]> {
  const unfinished = await switcher.unfinished();
  if (unfinished.length > 0) output.unfinished(unfinished);
  return unfinished;
}

export interface Settled {
  readonly recovered: readonly Recovery[];
  /** A signal came; what was begun went on to its end, or it would have to be done again. */
  readonly stopped: boolean;
}

export async function endUnfinished(
  { runtime, output }: Session,
  switcher: Switcher,
  options: RecoverOptions,
): Promise<Settled> {
  const work = async (signal: AbortSignal): Promise<Settled> => {
    const recovered = await switcher.recover(options);
    return { recovered, stopped: signal.aborted };
  };
  try {
    return await runtime.interruptible(work, () => output.stopping());
  } catch (thrown) {
    throw toSwitchError(thrown, "unfinished");
  }
}
