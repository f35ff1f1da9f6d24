import { SwitchError } from "@zcf/contract";
import type { Context } from "../context.ts";
import { type HistoryEntry, readHistory } from "../history/history.ts";
import { locate } from "../operation/make-plan.ts";
import { fullId } from "../operation/short-id.ts";
import type { UndoRequest } from "../request.ts";

/** What stands for the newest operation in an {@link UndoRequest}. */
const LAST = "last";

/** Where an undone operation has to have written. */
interface Where {
  readonly adapters: ReadonlySet<string> | null;
  readonly homes: ReadonlySet<string> | null;
}

/**
 * The operation that is to be taken back.
 *
 * @throws SwitchError `no-operation` (usage) for an id that is not in the history, `ambiguous` (usage) for the beginning of
 * several; `nothing-to-undo` (usage) where no operation stands, or the named one does not, or was elsewhere; `journal-unreadable` where a record of a newer zcf may be the newest.
 */
export async function findUndone(context: Context, request: UndoRequest): Promise<HistoryEntry> {
  const where = await whereOf(context, request);
  const { undo } = request;
  const id = undo === LAST ? null : fullId(undo, await context.disk.names(context.layout.done));
  const unreadable = undo === LAST ? "throw" : "skip";
  for await (const entry of readHistory(context.disk, context.layout, unreadable)) {
    if (undo !== LAST && entry.id !== id) continue;
    if (stands(entry) && isThere(entry, where) && isAsked(entry, request)) return entry;
    if (undo !== LAST) throw nothing({ operation: entry.id });
  }
  if (undo === LAST) throw nothing({});
  const params = { operation: undo };
  throw new SwitchError({ kind: "usage", code: "no-operation", params });
}

async function whereOf(context: Context, { tools, home }: UndoRequest): Promise<Where> {
  const adapters = tools?.map((tool) => context.registry.find(tool).id);
  if (home === undefined) return { adapters: adapters === undefined ? null : new Set(adapters), homes: null };
  const places = await locate(context, tools, home);
  const homes = await Promise.all(places.map(({ store }) => context.disk.resolve(store.home)));
  return { adapters: adapters === undefined ? null : new Set(adapters), homes: new Set(homes) };
}

/** Whether there is something that an undo could take back. */
export function stands({ outcome }: Pick<HistoryEntry, "outcome">): boolean {
  return outcome.state !== "rolled-back" && Object.keys(outcome.edits).length > 0;
}

/** The newest one that changed something of those groups; one that is named may have changed nothing of them. */
function isAsked({ outcome }: HistoryEntry, { undo, only }: UndoRequest): boolean {
  return undo !== LAST || only === undefined || only.some((group) => (outcome.edits[group] ?? 0) > 0);
}

function isThere({ stores }: HistoryEntry, { adapters, homes }: Where): boolean {
  return stores.some(
    ({ adapter, home }) =>
      (adapters === null || adapters.has(adapter)) && (homes === null || homes.has(home)),
  );
}

function nothing(params: { readonly operation?: string }): SwitchError {
  return new SwitchError({ kind: "usage", code: "nothing-to-undo", params });
}
