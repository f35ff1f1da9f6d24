import { dirname, join, relative, sep } from "node:path";
import type { BackupStrategy, Copy } from "@zcf/contract";
import { type Context, viewStore } from "../context.ts";
import type { Operation, StorePlan } from "../operation/operation.ts";
import { isInside } from "../path.ts";
import { DIRECTORY_MODE, FILE_MODE } from "../state/layout.ts";
import { MANIFEST_VERSION, type Manifest, type ManifestEntry, manifestFile } from "./manifest.ts";

/** Copies what the strategy chose, into the folder it returns; `null` when it chose nothing. */
export async function copyBackup(
  context: Context,
  operation: Operation,
  strategy: BackupStrategy,
  id: string,
): Promise<string | null> {
  const root = join(context.layout.backups, id);
  const made: Made[] = [];
  for (const [store, plan] of operation.stores.entries())
    made.push(...(await copyStore(context, strategy, { root, store, plan })));
  if (made.length === 0) return null;
  const manifest: Manifest = {
    v: MANIFEST_VERSION,
    operation: id,
    strategy: strategy.id,
    homes: operation.stores.map(({ store }) => store.home),
    bytes: made.reduce((sum, { bytes }) => sum + bytes, 0),
    entries: made.map(({ entry }) => entry),
  };
  const content = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  await context.disk.writeNew(manifestFile(root), content, { mode: FILE_MODE });
  return root;
}

/** Where copies of a store go. */
interface Place {
  readonly root: string;
  readonly store: number;
  readonly plan: StorePlan;
}

interface Made {
  readonly entry: ManifestEntry;
  /** Of the copy. */
  readonly bytes: number;
}

async function copyStore(context: Context, strategy: BackupStrategy, place: Place): Promise<readonly Made[]> {
  const { store } = place.plan;
  const own = await context.disk.resolve(context.options.stateHome);
  const made: Made[] = [];
  for await (const copy of strategy.copies(store, await viewStore(context, store))) {
    // Our own state may lie in the home: a backup that holds backups, itself among them, has no end.
    if (isInside([own], await context.disk.resolve(copy.file))) continue;
    made.push(...(await copyOne(context, place, copy)));
  }
  return made;
}

/** None for a file that has gone since it was chosen. */
async function copyOne(
  { disk }: Context,
  { root, store, plan }: Place,
  { kind, file }: Copy,
): Promise<readonly Made[]> {
  const stat = await disk.stat(file);
  if (stat === null) return [];
  const name = relative(plan.store.home, file);
  const copy = join(`${store}-${plan.adapter.id}`, name);
  const to = join(root, copy);
  await disk.makeDirectory(dirname(to), DIRECTORY_MODE);
  if (kind === "database") await disk.copyDatabase(file, to);
  else await disk.copyFile(file, to);
  const entry: ManifestEntry = {
    kind,
    store,
    name: name.replaceAll(sep, "/"),
    copy: copy.replaceAll(sep, "/"),
    mode: stat.mode,
    mtimeNs: stat.mtimeNs.toString(),
  };
  return [{ entry, bytes: (await disk.stat(to))?.size ?? 0 }];
}
