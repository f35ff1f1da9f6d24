import { join } from "node:path";
import type { BackupStrategy } from "@zcf/contract";
import { withDisk } from "../apply/with-disk.ts";
import { copyBackup } from "../backup/copy-backup.ts";
import { type Context, remember, viewStore } from "../context.ts";
import { quietly } from "../disk/system-error.ts";
import { createJournal, draftOf, dropJournal, type Journal } from "../journal/journal.ts";
import type { JournalRecord, StoreNote } from "../journal/record.ts";
import type { Replaced } from "../journal/step.ts";
import { replacedBy } from "../state/replaced.ts";
import type { Operation, StorePlan } from "./operation.ts";
import { newOperationId } from "./operation-id.ts";

/** An operation that has its journal and its backup; nothing was written in a home yet. */
export interface Begun {
  readonly id: string;
  readonly journal: Journal;
  /** Where the strategy's copies are; `null` when it made none. */
  readonly copies: string | null;
}

/** Everything up to the first write in a home; a failure here leaves nothing behind. */
export async function begin(
  context: Context,
  operation: Operation,
  backup: BackupStrategy | null,
): Promise<Begun> {
  const id = await newOperationId(context);
  const directory = join(context.layout.pending, id);
  try {
    const journal = await createJournal(
      context.disk,
      directory,
      await beginRecord(context, operation, backup, id),
    );
    context.report({ type: "phase", phase: "backup" });
    const copies = backup === null ? null : await copyBackup(context, operation, backup, id);
    for (const plan of operation.stores) await remember(context, plan.store, plan.plan.remember);
    return { id, journal, copies };
  } catch (error) {
    await discard(context, id, directory);
    throw withDisk(error, "untouched");
  }
}

async function beginRecord(
  context: Context,
  operation: Operation,
  backup: BackupStrategy | null,
  id: string,
): Promise<JournalRecord> {
  return {
    type: "begin",
    v: 1,
    id,
    time: new Date(context.disk.now()).toISOString(),
    purpose: operation.purpose,
    stores: await Promise.all(operation.stores.map((plan) => noteOf(context, plan))),
    backup: backup?.id ?? "selective",
    keeps: backup?.keeps ?? "all",
    locks: operation.stores.flatMap(({ plan }) => plan.locks),
    ledger: await Promise.all(operation.stores.map((plan) => replacedIn(context, plan))),
  };
}

async function replacedIn(context: Context, { store, plan }: StorePlan): Promise<readonly Replaced[]> {
  return replacedBy(plan.remember, await viewStore(context, store));
}

async function noteOf({ disk }: Context, { adapter, store, from, to }: StorePlan): Promise<StoreNote> {
  const home = await disk.resolve(store.home);
  const named = home === store.home ? {} : { named: store.home };
  return { adapter: adapter.id, home, ...named, from, to };
}

/** What is left here all the same never wrote anything, and the next recovery sweeps it. */
async function discard({ disk, layout }: Context, id: string, directory: string): Promise<void> {
  await quietly(() => dropJournal(disk, directory));
  await quietly(() => disk.removeTree(draftOf(disk, directory)));
  await quietly(() => disk.removeTree(join(layout.backups, id)));
}
