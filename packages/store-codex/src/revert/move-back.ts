import type { Edit, FilePath, Remark, RowChange, Skipped, Store, Unit, View } from "@zcf/contract";
import { slotText } from "@zcf/formats";
import { sessionId, skipped } from "../sessions/codes.ts";
import { ANY_ORIGIN, type Origins } from "../sessions/original.ts";
import { planAll } from "../sessions/plan-sessions.ts";
import { readFamily } from "../sessions/scan-family.ts";
import { loadStaleRows, type StaleRow, type StaleRows } from "../sessions/stale-rows.ts";
import type { MadeMove } from "./made-moves.ts";
import type { Relations } from "./relations.ts";

/** Threads to be moved back, and what that takes. */
export interface MovingBack {
  readonly moves: readonly MadeMove[];
  readonly relations: Relations;
  readonly origins: Origins | null;
}

/**
 * Moves threads that were added to since back to the provider that each had, as a switch would: with what was added.
 *
 * One that is elsewhere by now, or has no file any more, is left out with a reason.
 */
export async function* moveBack(
  store: Store,
  view: View,
  { moves, relations, origins }: MovingBack,
): AsyncGenerator<Unit | Skipped | Remark> {
  if (moves.length === 0) return;
  const stale = await loadStaleRows(store, view, null);
  const going = new Map<string, MadeMove>();
  for (const move of moves) {
    const reason = await whyNot(move, { view, relations, rows: rowsOf(stale, move.thread) });
    if (reason === null) going.set(move.thread, move);
    else yield reason;
  }
  const plan = planAll(store, view, {
    rows: async () => withoutModels(stale),
    destination: async (thread) => going.get(thread)?.before ?? null,
    models: undefined,
    origins: origins ?? ANY_ORIGIN,
  });
  const ours = new Set([...going.keys()].map(sessionId));
  for await (const item of plan.units()) {
    if (item.kind === "unit") yield withModels(item, going, stale);
    else if (item.kind === "remark" || ours.has(item.id)) yield item;
  }
}

interface Sight {
  readonly view: View;
  readonly relations: Relations;
  readonly rows: readonly StaleRow[];
}

async function whyNot(move: MadeMove, { view, relations, rows }: Sight): Promise<Skipped | null> {
  const { thread, before, after, named } = move;
  const family = relations.threads.get(thread);
  if (family === undefined) return skipped(thread, "codex.session-gone", { thread });
  if (family.kind === "skipped") return family;
  const { rollouts, problem } = await readFamily(family, view);
  if (problem !== null) return problem;
  const said = rollouts.flatMap(({ scan }) => scan.slots.map(slotText));
  const places = said.length > 0 ? said : rows.map(({ provider }) => provider);
  const known: readonly (string | null)[] = [...named, after];
  const now = places.find((place) => !known.includes(place));
  if (now === undefined || now === null) return null;
  return skipped(thread, "codex.session-moved-since", { thread, now, before, after });
}

function rowsOf({ rows }: StaleRows, thread: string): readonly StaleRow[] {
  return rows.get(thread) ?? [];
}

/** Models go back by what the operation made of them, not by what the ledger says. */
function withoutModels({ rows, notices }: StaleRows): StaleRows {
  const bare = [...rows].map(
    ([thread, found]) => [thread, found.map(({ database, provider }) => ({ database, provider }))] as const,
  );
  return { rows: new Map(bare), notices };
}

function withModels(unit: Unit, going: ReadonlyMap<string, MadeMove>, stale: StaleRows): Unit {
  return { ...unit, edits: unit.edits.map((edit) => withModel(edit, going, stale)) };
}

/** A model goes back with its row as long as it is the one that the operation set. */
function withModel(edit: Edit, going: ReadonlyMap<string, MadeMove>, stale: StaleRows): Edit {
  if (edit.kind !== "rows" || edit.table !== "threads") return edit;
  const changes = edit.changes.map((change): RowChange => {
    const thread = String(change.key["id"]);
    const made = going.get(thread)?.models.get(edit.database);
    const now = modelIn(rowsOf(stale, thread), edit.database);
    if (made === undefined || now !== made.after) return change;
    const { key, before, after } = change;
    return { key, before: { ...before, model: made.after }, after: { ...after, model: made.before } };
  });
  return { ...edit, changes };
}

function modelIn(rows: readonly StaleRow[], database: FilePath): string | null | undefined {
  return rows.find((row) => row.database === database)?.model;
}
