import { dirname, join, relative } from "node:path";
import type { BackupStrategy, Copy, Json } from "@zcf/contract";
import { type Context, viewStore } from "../context.ts";
import type { Operation, StorePlan } from "../operation/operation.ts";
import { isInside } from "../path.ts";
import { DIRECTORY_MODE, FILE_MODE } from "../state/layout.ts";

/** The format of `manifest.json`. */
const MANIFEST_VERSION = 1;

/** Copies what the strategy chose, into the folder it returns; `null` when it chose nothing. The manifest comes last, so that a folder without one is known to be incomplete. */
export async function copyBackup(
  context: Context,
  operation: Operation,
  strategy: BackupStrategy,
  id: string,
): Promise<string | null> {
  const root = join(context.layout.backups, id);
  const own = await context.disk.resolve(context.options.stateHome);
  const entries: Json[] = [];
  for (const [index, plan] of operation.stores.entries()) {
    const directory = join(root, `${index}-${plan.adapter.id}`);
    for await (const copy of strategy.copies(plan.store, await viewStore(context, plan.store))) {
      // Our own state may lie in the home: a backup that holds backups, itself among them, has no end.
      if (isInside([own], await context.disk.resolve(copy.file))) continue;
      entries.push(await copyOne(context, plan, copy, directory));
    }
  }
  if (entries.length === 0) return null;
  const manifest = {
    v: MANIFEST_VERSION,
    operation: id,
    strategy: strategy.id,
    homes: homesOf(operation),
    entries,
  };
  const content = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  await context.disk.writeNew(join(root, "manifest.json"), content, { mode: FILE_MODE });
  return root;
}

async function copyOne(context: Context, { store }: StorePlan, copy: Copy, directory: string): Promise<Json> {
  const { disk } = context;
  const name = relative(store.home, copy.file);
  const to = join(directory, name);
  await disk.makeDirectory(dirname(to), DIRECTORY_MODE);
  if (copy.kind === "database") await disk.copyDatabase(copy.file, to);
  else await disk.copyFile(copy.file, to);
  const stat = await disk.stat(copy.file);
  const kept = stat === null ? {} : { mode: stat.mode, size: stat.size, mtimeNs: stat.mtimeNs.toString() };
  return { kind: copy.kind, file: copy.file, copy: relative(dirname(directory), to), ...kept };
}

function homesOf(operation: Operation): readonly string[] {
  return operation.stores.map(({ store }) => store.home);
}
