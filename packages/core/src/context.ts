import type { BackupStrategy, Json, Memory, Store, View } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Disk } from "./disk/disk.ts";
import { nodeDisk } from "./disk/node-disk.ts";
import type { Reporter } from "./events.ts";
import { createRegistry, type Registry } from "./registry.ts";
import { type StateLayout, stateLayout } from "./state/layout.ts";
import { type Ledger, openLedger } from "./state/ledger.ts";
import { type MemoPlace, openMemo, saveMemo } from "./state/memo-file.ts";
import type { SwitcherOptions } from "./switcher.ts";
import { type LastingMemo, type Memo, memoryMemo } from "./view/memo.ts";
import { createView } from "./view/view.ts";

/** What every part of a switcher works with. */
export interface Context {
  readonly options: SwitcherOptions;
  readonly registry: Registry;
  readonly disk: Disk;
  readonly layout: StateLayout;
  /** By file. */
  readonly memos: Map<string, OpenMemo>;
  /** By file; emptied before each plan, because another process may have written one since. */
  readonly ledgers: Map<string, Ledger>;
  readonly report: Reporter;
}

interface OpenMemo {
  readonly place: MemoPlace;
  readonly memo: LastingMemo;
}

export async function createContext(options: SwitcherOptions): Promise<Context> {
  const disk = options.disk ?? (await nodeDisk());
  return {
    options,
    registry: createRegistry(options.adapters),
    disk,
    layout: stateLayout(options.stateHome),
    memos: new Map(),
    ledgers: new Map(),
    report: options.reporter ?? (() => {}),
  };
}

/** A fresh view of one store: it looks at processes and the ledger anew. */
export async function viewStore(context: Context, store: Store): Promise<View> {
  const ledger = await ledgerOf(context, store);
  return createView({
    disk: context.disk,
    roots: store.readRoots,
    memo: keyed(await memoOf(context, store), store),
    recall: (key) => ledger.recall(ownKey(store, key)),
  });
}

/** A view without a store: it reads anywhere and remembers nothing. */
export function viewAnywhere({ disk }: Context): View {
  return createView({
    disk,
    roots: null,
    memo: memoryMemo(disk),
    recall: async (): Promise<Json | null> => null,
  });
}

/** Tells the memo that we have changed files of a store. */
export async function refreshMemo(context: Context, store: Store, files: readonly string[]): Promise<void> {
  await (await memoOf(context, store)).refresh(files);
}

/** Keeps what was found out about files for the next run. Only for who writes anyway: a plan leaves nothing behind. */
export async function saveMemos({ disk, memos }: Context): Promise<void> {
  for (const { place, memo } of memos.values()) await saveMemo(disk, place, memo);
}

async function memoOf({ disk, layout, memos }: Context, { home }: Store): Promise<LastingMemo> {
  const file = layout.memo(await disk.resolve(home));
  const place = { file, home };
  const open = memos.get(file) ?? { place, memo: openMemo(disk, place) };
  memos.set(file, open);
  return open.memo;
}

function keyed(memo: Memo, store: Store): Memo {
  return { get: (file, key, compute) => memo.get(file, ownKey(store, key), compute) };
}

async function ledgerOf({ disk, layout, ledgers }: Context, store: Store): Promise<Ledger> {
  const file = layout.ledger(await disk.resolve(store.home));
  const ledger = ledgers.get(file) ?? openLedger(disk, file);
  ledgers.set(file, ledger);
  return ledger;
}

/** Writes to the ledger of a store; durable when it returns. */
export async function remember(context: Context, store: Store, memories: readonly Memory[]): Promise<void> {
  const ledger = await ledgerOf(context, store);
  const keyed = memories.map((memory) => ({ ...memory, key: ownKey(store, memory.key) }));
  await ledger.remember(context.disk, keyed);
}

/** Two adapters may share a home; their keys do not meet. */
function ownKey(store: Store, key: string): string {
  return `${store.adapter}/${key}`;
}

/** Throws `unknown-backup` (usage). */
export function findBackup(context: Context, name: string | undefined): BackupStrategy | null {
  const known = context.options.backups ?? [];
  if (name === undefined) return known[0] ?? null;
  const found = known.find(({ id }) => id === name);
  if (found !== undefined) return found;
  const params = { strategy: name, known: known.map(({ id }) => id) };
  throw new SwitchError({ kind: "usage", code: "unknown-backup", params });
}
