import { join } from "node:path";
import type { Context } from "../context.ts";
import { type OperationRecord, readRecords } from "../retention/operation-record.ts";
import type { StoreQuery } from "../switcher.ts";
import { type EarlierCopy, earlierCopies } from "./earlier-copies.ts";

/** An operation that is over, with what is kept of the state before it. */
export interface BackupEntry extends OperationRecord {
  /** Where the copies of a snapshot lie; `null` where there are none. */
  readonly copies: string | null;
}

/** All that is kept. */
export interface Backups {
  /** The newest first. */
  readonly operations: readonly BackupEntry[];
  readonly earlier: readonly EarlierCopy[];
}

export async function listBackups(context: Context, query: StoreQuery): Promise<Backups> {
  const { disk, layout } = context;
  const isAsked = await filterOf(context, query);
  const operations: BackupEntry[] = [];
  for (const record of (await readRecords(disk, layout)).filter(isAsked)) {
    const copies = join(layout.backups, record.id);
    operations.push({ ...record, copies: (await disk.stat(copies)) === null ? null : copies });
  }
  return { operations, earlier: await earlierCopies(context, query) };
}

/** A home that is gone still has its operations, so it is compared by name. */
async function filterOf(
  { disk, registry }: Context,
  { tools, home }: StoreQuery,
): Promise<(record: OperationRecord) => boolean> {
  const adapters = tools?.map((tool) => registry.find(tool).id);
  const place = home === undefined ? undefined : await disk.resolve(home);
  return ({ stores }) =>
    stores.some(
      (note) => (adapters?.includes(note.adapter) ?? true) && (place === undefined || note.home === place),
    );
}
