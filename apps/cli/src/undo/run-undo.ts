import type { HistoryEntry, Recovery, StoreQuery, Switcher } from "@zcf/core";
import { requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { settleFirst } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import type { UndoOptions } from "./undo-options.ts";
import { findUndone } from "./undone.ts";

/** `zcf undo`: takes an operation back, the newest one unless one is named. */
export async function runUndo(session: Session, options: UndoOptions): Promise<ExitCode> {
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const { id, only, force } = options;
  const where = whereOf(session, switcher, options);
  for (const query of await homesOf(switcher, id, where)) {
    const recovered = await settleFirst({ session, switcher, options }, query);
    if (!(await wasMeant(switcher, recovered, id))) continue;
    session.output.recoveredInstead(recovered);
    return EXIT.done;
  }
  const groups = only === undefined ? {} : { only };
  const operation = await switcher.plan({ undo: id ?? "last", ...groups, ...where, force });
  const undone = await findUndone(switcher, operation);
  return runOperation({ session, switcher, options, undone }, operation);
}

function whereOf({ runtime }: Session, { adapters }: Switcher, { tool, home }: UndoOptions): StoreQuery {
  const named = tool === undefined ? {} : { tools: [pickTool(adapters, tool).id] };
  return { ...named, ...pickHome(runtime, home) };
}

/** Those of the named operation, which may not be over yet; without a name all that it may be on. */
async function homesOf(
  switcher: Switcher,
  id: string | undefined,
  where: StoreQuery,
): Promise<readonly StoreQuery[]> {
  if (id === undefined) return [where];
  const isMeant = (one: Pick<HistoryEntry, "id">): boolean => one.id === id;
  const stores = (await switcher.unfinished()).find(isMeant)?.stores ?? (await findStores(switcher, isMeant));
  return stores.map(({ adapter, home }) => ({ tools: [adapter], home }));
}

async function findStores(
  switcher: Switcher,
  isMeant: (entry: HistoryEntry) => boolean,
): Promise<HistoryEntry["stores"]> {
  for await (const entry of switcher.history()) if (isMeant(entry)) return entry.stores;
  return [];
}

/** Recovery has just taken back what was to be undone; who wants the newest undone does not mean the one before. */
async function wasMeant(
  switcher: Switcher,
  recovered: readonly Recovery[],
  id: string | undefined,
): Promise<boolean> {
  const back = recovered.filter(({ state }) => state === "rolled-back").map(({ operation }) => operation);
  if (back.length === 0 || id !== undefined) return id !== undefined && back.includes(id);
  for await (const newest of switcher.history()) return back.includes(newest.id);
  return false;
}
