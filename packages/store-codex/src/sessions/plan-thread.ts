import type { Edit, FilePath, PatchEdit, RowsEdit, Skipped, Store, Unit, View } from "@zcf/contract";
import { GROUP, sessionId } from "./codes.ts";
import type { Family } from "./families.ts";
import type { GrowthRule } from "./growth.ts";
import { skipIfLive, telltales } from "./live.ts";
import { memoryOf, originalProvider } from "./original.ts";
import { differs, outgrows, type Rewrite, rewriteHunks } from "./rewrite.ts";
import type { SessionScan } from "./scan.ts";
import { type ScannedRollout, scanFamily } from "./scan-family.ts";
import type { StaleRow } from "./stale-rows.ts";

/** The provider that a thread should belong to; `null` when it should stay where it is. */
export type Destination = (thread: string, scans: readonly SessionScan[]) => Promise<string | null>;

/** What the threads of one plan share. */
export interface ThreadPlanning {
  readonly store: Store;
  readonly view: View;
  readonly destination: Destination;
  readonly rowsOf: (thread: string) => readonly StaleRow[];
  readonly grow: GrowthRule;
}

/**
 * What moves one thread to its destination: its files first, then its rows; `null` when everything is there already.
 *
 * The files come first because Codex repairs rows from files, never the other way (0.125 to 0.169 measured).
 */
export async function planThread(family: Family, planning: ThreadPlanning): Promise<Unit | Skipped | null> {
  const { store, view, destination, rowsOf } = planning;
  const rollouts = await scanFamily(family, view);
  if (isSkipped(rollouts)) return rollouts;
  const scans = rollouts.map(({ scan }) => scan);
  const provider = scans.length === 0 ? null : await destination(family.thread, scans);
  if (provider === null) return null;
  const moving = rollouts.filter(({ scan }) => differs(scan, provider));
  const rows = rowsOf(family.thread).filter((row) => row.provider !== provider);
  if (moving.length === 0 && rows.length === 0) return null;
  const exclusive = telltales(family, store, view);
  const live = await skipIfLive(family.thread, exclusive, view);
  return live ?? unitOf({ family, provider, scans, moving, rows, exclusive }, planning);
}

/** A thread that has to move and that nobody has. */
interface Move {
  readonly family: Family;
  readonly provider: string;
  /** Of all files, oldest first; `moving` are those that name another provider. */
  readonly scans: readonly SessionScan[];
  readonly moving: readonly ScannedRollout[];
  readonly rows: readonly StaleRow[];
  readonly exclusive: readonly FilePath[];
}

async function unitOf(move: Move, planning: ThreadPlanning): Promise<Unit | Skipped> {
  const { family, scans, provider } = move;
  const { thread } = family;
  const grows = scans.some((scan) => outgrows(scan, provider));
  const locks = grows ? await planning.grow({ family, scans, provider }) : [];
  if (isSkipped(locks)) return locks;
  const original = await originalProvider(planning.view, thread, scans);
  return {
    kind: "unit",
    id: sessionId(thread),
    group: GROUP,
    edits: editsOf(move, { provider, original }),
    exclusive: move.exclusive,
    locks,
    remember: move.moving.length === 0 ? [] : memoryOf(thread, original),
  };
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
