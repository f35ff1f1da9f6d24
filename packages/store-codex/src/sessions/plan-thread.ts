import type { Edit, FilePath, Lock, PatchEdit, RowsEdit, Skipped, Store, Unit, View } from "@zcf/contract";
import { GROUP, sessionId } from "./codes.ts";
import type { Family } from "./families.ts";
import type { GrowthRule } from "./growth.ts";
import { skipIfLive, telltales } from "./live.ts";
import { memoryOf, originalProvider } from "./original.ts";
import { differs, outgrows, type Rewrite, rewriteHunks } from "./rewrite.ts";
import type { SessionScan } from "./scan.ts";
import { type ScannedRollout, scanFamily } from "./scan-family.ts";
import type { StaleRow } from "./stale-rows.ts";

/** What the threads of one plan share. */
export interface ThreadPlanning {
  readonly store: Store;
  readonly view: View;
  readonly provider: string;
  readonly rowsOf: (thread: string) => readonly StaleRow[];
  readonly grow: GrowthRule;
}

/**
 * What moves one thread to the provider: its files first, then its rows; `null` when everything is there already.
 *
 * The files come first because Codex repairs rows from files, never the other way (0.125 to 0.169 measured).
 */
export async function planThread(family: Family, planning: ThreadPlanning): Promise<Unit | Skipped | null> {
  const { store, view, provider, rowsOf } = planning;
  const rollouts = await scanFamily(family, view);
  if (isSkipped(rollouts)) return rollouts;
  const moving = rollouts.filter(({ scan }) => differs(scan, provider));
  const rows = rollouts.length === 0 ? [] : rowsOf(family.thread);
  if (moving.length === 0 && rows.length === 0) return null;
  const exclusive = telltales(family, store, view);
  const live = await skipIfLive(family.thread, exclusive, view);
  return live ?? unitOf({ family, rollouts, moving, rows, exclusive }, planning);
}

/** A thread that has to move and that nobody has. */
interface Move {
  readonly family: Family;
  /** All files, oldest first; `moving` are those that name another provider. */
  readonly rollouts: readonly ScannedRollout[];
  readonly moving: readonly ScannedRollout[];
  readonly rows: readonly StaleRow[];
  readonly exclusive: readonly FilePath[];
}

async function unitOf(move: Move, planning: ThreadPlanning): Promise<Unit | Skipped> {
  const { thread } = move.family;
  const scans = move.rollouts.map(({ scan }) => scan);
  const locks = await locksFor(move.family, scans, planning);
  if (isSkipped(locks)) return locks;
  const original = await originalProvider(planning.view, thread, scans);
  return {
    kind: "unit",
    id: sessionId(thread),
    group: GROUP,
    edits: editsOf(move, { provider: planning.provider, original }),
    exclusive: move.exclusive,
    locks,
    remember: move.moving.length === 0 ? [] : memoryOf(thread, original),
  };
}

/** The locks a thread's files need: none as long as every slot is large enough. */
async function locksFor(
  family: Family,
  scans: readonly SessionScan[],
  { provider, grow }: ThreadPlanning,
): Promise<readonly Lock[] | Skipped> {
  return scans.some((scan) => outgrows(scan, provider)) ? grow({ family, scans, provider }) : [];
}

function editsOf({ family, moving, rows }: Move, rewrite: Rewrite): readonly Edit[] {
  return [
    ...moving.map((rollout) => patch(rollout, rewrite)),
    ...rows.map((row) => rowsEdit(family.thread, row, rewrite.provider)),
  ];
}

/** Others may append meanwhile; the file's time is what Codex shows as "updated", so it stays. */
function patch({ file, scan }: ScannedRollout, rewrite: Rewrite): PatchEdit {
  return {
    kind: "patch",
    group: GROUP,
    file,
    base: null,
    hunks: rewriteHunks(scan, rewrite),
    keepTimes: true,
  };
}

function rowsEdit(thread: string, { database, provider: before }: StaleRow, after: string): RowsEdit {
  const change = {
    key: { id: thread },
    before: { model_provider: before },
    after: { model_provider: after },
  };
  return { kind: "rows", group: GROUP, database, table: "threads", changes: [change] };
}

function isSkipped(value: readonly unknown[] | Skipped): value is Skipped {
  return "kind" in value;
}
