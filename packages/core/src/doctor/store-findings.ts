import { type Finding, isSwitchError, type View } from "@zcf/contract";
import { type Context, viewStore } from "../context.ts";
import { locate, type Place } from "../operation/make-plan.ts";
import type { StoreQuery } from "../switcher.ts";
import { unreadable } from "../typed-errors.ts";
import { ownFinding, type StoreFindings } from "./diagnosis.ts";

/** What is wrong with each store, and with places that could not even be looked for. */
export interface Stores {
  readonly stores: readonly StoreFindings[];
  readonly unfound: readonly Finding[];
}

/** One store that nothing can be told of does not keep the others from being checked. */
export async function storeFindings(context: Context, query: StoreQuery): Promise<Stores> {
  const stores: StoreFindings[] = [];
  const unfound: Finding[] = [];
  const missing: unknown[] = [];
  for (const tool of query.tools ?? context.registry.adapters.map(({ id }) => id)) {
    try {
      for (const place of await locate(context, [tool], query.home))
        stores.push(await findingsOf(context, place));
    } catch (thrown) {
      if (isHomeMissing(thrown)) missing.push(thrown);
      else unfound.push(uncheckedOf(tool, thrown));
    }
  }
  const isNamed = query.tools !== undefined || query.home !== undefined;
  if (isNamed && stores.length + unfound.length === 0 && missing.length > 0) throw missing[0];
  return { stores, unfound };
}

function isHomeMissing(error: unknown): boolean {
  return isSwitchError(error) && error.code === "home-missing";
}

async function findingsOf(context: Context, { adapter, store }: Place): Promise<StoreFindings> {
  const view = forgetful(await viewStore(context, store));
  const findings = await (adapter.diagnose?.(store, view) ?? Promise.resolve([])).catch((thrown: unknown) => [
    uncheckedOf(adapter.id, thrown),
  ]);
  return { tool: adapter.id, store, findings };
}

/** A ledger that cannot be read is told of as such; to the checks of a store it is one that remembers nothing. */
function forgetful(view: View): View {
  return { ...view, recall: (key) => view.recall(key).catch(asNothing) };
}

function asNothing(thrown: unknown): null {
  const error = unreadable(thrown);
  if (isSwitchError(error) && error.code === "unreadable") return null;
  throw thrown;
}

/** Throws what is no fault of the machine: that is one of ours, or of the question. */
function uncheckedOf(tool: string, thrown: unknown): Finding {
  const error = unreadable(thrown);
  if (!isSwitchError(error) || error.kind !== "environment") throw thrown;
  const { file = "", system = error.code } = error.params;
  return ownFinding("zcf.store-unchecked", "error", { tool, file: String(file), reason: String(system) });
}
