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

interface Move {
  readonly thread: string;
  readonly provider: string;
  readonly models: Models;
}

/**
 * Lets the model of a thread's rows follow: the app-server resumes a thread with the model of its row (0.142 to 0.169
 * measured), which the new provider may not know.
 *
 * A provider that names a model sets it; one that names none brings back the model the thread had before. `codex exec`
 * goes by the config instead, and a search resets the row from the conversation, which is not touched (docs/facts.md).
 */
export async function moveRows(rows: readonly StaleRow[], move: Move, view: View): Promise<MovedRows> {
  const key = `${sessionId(move.thread)}/model`;
  const wanted = move.models.get(move.provider) ?? remembered(await view.recall(key));
  const moved = rows.map((row) => ({ row, model: changeOf(row, wanted) }));
  return { rows: moved, remember: moved.some(({ model }) => model !== null) ? memory(key, rows, move) : [] };
}

interface Wanted {
  readonly model: string | null;
}

function changeOf({ model }: StaleRow, wanted: string | Wanted | null): MovedRow["model"] {
  if (wanted === null || model === undefined) return null;
  const after = typeof wanted === "string" ? wanted : wanted.model;
  return after === model ? null : { before: model, after };
}

/** The model of a row whose provider names none is the user's own choice; of another one only the first is. */
function memory(key: string, [row]: readonly StaleRow[], { provider, models }: Move): readonly Memory[] {
  if (row?.model === undefined || !models.has(provider)) return [];
  return [{ key, value: { model: row.model }, write: models.has(row.provider) ? "first" : "replace" }];
}

function remembered(value: Json | null): Wanted | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { model } = value as Readonly<Record<string, Json>>;
  return typeof model === "string" || model === null ? { model } : null;
}
