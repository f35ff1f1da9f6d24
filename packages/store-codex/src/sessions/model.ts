import type { Json, Memory, View } from "@zcf/contract";
import { sessionId } from "./codes.ts";
import type { StaleRow } from "./stale-rows.ts";

/** The models that provider tables name, by provider id; a provider that is not in it names none. */
export type Models = ReadonlyMap<string, string>;

/** A row that follows its thread: to a provider, and to a model where one of the two providers names one. */
export interface MovedRow {
  readonly row: StaleRow;
  /** `null` leaves the model as it is. */
  readonly model: { readonly before: string | null; readonly after: string | null } | null;
}

/** What becomes of a thread's rows, and what the ledger should keep for the way back. */
export interface MovedRows {
  readonly rows: readonly MovedRow[];
  readonly remember: readonly Memory[];
}

/** Where the rows of a thread go. */
interface Arrival {
  readonly thread: string;
  readonly provider: string;
  readonly models: Models;
}

/** What the ledger keeps of a thread's model. */
interface Remembered {
  /** The user's own. */
  readonly model: string | null;
  /** The one that zcf wrote last; `undefined` where an earlier version did not keep it. */
  readonly set?: string | null;
}

/**
 * Lets the model of a thread's rows follow: the app-server resumes a thread with the model of its row (0.142 to 0.169
 * measured), which the new provider may not know.
 *
 * A provider that names a model sets it; one that names none brings back the model the thread had before. `codex exec`
 * goes by the config instead, and a search resets the row from the conversation, which is not touched (docs/facts.md).
 */
export async function moveRows(rows: readonly StaleRow[], arrival: Arrival, view: View): Promise<MovedRows> {
  const key = `${sessionId(arrival.thread)}/model`;
  const next = rememberedNext(rows, arrival, remembered(await view.recall(key)));
  const moved = rows.map((row) => ({ row, model: changeOf(row, next) }));
  return { rows: moved, remember: next === null ? [] : [{ key, value: { ...next }, write: "replace" }] };
}

type Next = Required<Remembered>;

/** What the rows become, and what is the user's own then; `null` where the model is left alone. */
function rememberedNext(
  [row]: readonly StaleRow[],
  { provider, models }: Arrival,
  then: Remembered | null,
): Next | null {
  if (row?.model === undefined) return null;
  const named = models.get(provider);
  const isOurs = then !== null && (row.model === then.set || row.model === models.get(row.provider));
  if (named !== undefined) return { model: isOurs ? then.model : row.model, set: named };
  const comesBack = isOurs || models.has(row.provider) || then?.set === undefined;
  return then !== null && comesBack ? { model: then.model, set: then.model } : null;
}

function changeOf({ model }: StaleRow, next: Next | null): MovedRow["model"] {
  if (next === null || model === undefined || model === next.set) return null;
  return { before: model, after: next.set };
}

function remembered(value: Json | null): Remembered | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { model, set } = value as Readonly<Record<string, Json>>;
  if (!isModel(model)) return null;
  return isModel(set) ? { model, set } : { model };
}

function isModel(value: Json | undefined): value is string | null {
  return typeof value === "string" || value === null;
}
