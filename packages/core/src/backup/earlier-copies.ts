import { join, relative } from "node:path";
import { isSwitchError } from "@zcf/contract";
import type { Context } from "../context.ts";
import type { DiskReader } from "../disk/disk.ts";
import { locate, type Place } from "../operation/make-plan.ts";
import { isInside } from "../path.ts";
import type { StoreQuery } from "../switcher.ts";

/** A folder in which an earlier version of zcf put a copy of the home. */
export interface EarlierCopy {
  readonly tool: string;
  readonly home: string;
  readonly path: string;
  /** What its files hold; 0 for a link. */
  readonly bytes: number;
  /** `false` when a part of it may not be looked into: it has at least so many bytes. */
  readonly whole: boolean;
  /** When it was last changed: ISO 8601, UTC. */
  readonly time: string;
  /** Why it is not removed by us: a link leads there, or it is not in the home. */
  readonly problem: "link" | "outside" | null;
}

/** By store, then by name. A tool that is not there has none. */
export async function earlierCopies(context: Context, query: StoreQuery): Promise<readonly EarlierCopy[]> {
  const found: EarlierCopy[] = [];
  for (const { id } of toolsOf(context, query))
    for (const place of await placesOf(context, id, query.home))
      found.push(...(await earlierIn(context.disk, place)));
  return found;
}

function toolsOf({ registry }: Context, { tools }: StoreQuery) {
  return tools === undefined ? registry.adapters : [...new Set(tools.map((tool) => registry.find(tool)))];
}

async function placesOf(context: Context, tool: string, home?: string): Promise<readonly Place[]> {
  try {
    return await locate(context, [tool], home);
  } catch (error) {
    if (isSwitchError(error) && error.code === "home-missing") return [];
    throw error;
  }
}

async function earlierIn(disk: DiskReader, { adapter, store }: Place): Promise<readonly EarlierCopy[]> {
  const found: EarlierCopy[] = [];
  for (const pattern of store.snapshot.earlier ?? []) {
    for (const path of await matching(disk, store.home, pattern.split("/"))) {
      const stat = await disk.stat(path);
      if (stat === null || (stat.kind !== "directory" && stat.link === null)) continue;
      const problem = await problemOf(disk, { store, adapter }, path);
      const size = problem === null ? await disk.treeSize(path) : null;
      found.push({
        tool: adapter.id,
        home: store.home,
        path,
        bytes: size?.bytes ?? 0,
        whole: size?.whole ?? true,
        time: new Date(Number(stat.mtimeNs / 1_000_000n)).toISOString(),
        problem,
      });
    }
  }
  return found;
}

/** `*` matches within a name; only links that are the last name are followed by nobody. */
async function matching(
  disk: DiskReader,
  directory: string,
  [first, ...rest]: readonly string[],
): Promise<readonly string[]> {
  if (first === undefined) return [directory];
  const pattern = new RegExp(`^${first.split("*").map(escaped).join("[^/]*")}$`);
  const found: string[] = [];
  for (const name of await disk.names(directory))
    if (pattern.test(name)) found.push(...(await matching(disk, join(directory, name), rest)));
  return found;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

async function problemOf(disk: DiskReader, { store }: Place, path: string): Promise<EarlierCopy["problem"]> {
  if (!isInside(store.writeRoots, path) || !isInside([store.home], path) || path === store.home)
    return "outside";
  const real = join(await disk.resolve(store.home), relative(store.home, path));
  return (await disk.resolve(path)) === real ? null : "link";
}
