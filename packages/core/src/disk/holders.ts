import { lstatSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { HolderProbe } from "./disk.ts";
import { areFlocked } from "./flock.ts";
import type { SeenFile, Sight } from "./sight.ts";
import { entryOf, isSameFile, resolveTarget } from "./stat.ts";
import { missingAsNull } from "./system-error.ts";

export interface ProbeOptions {
  readonly ownPid: number;
  readonly canFlock: boolean;
  /** `null` where others cannot be seen. */
  readonly sight: Sight | null;
}

/**
 * One look at every process's descriptors, when first asked.
 *
 * A file is found among them by its name, links followed, and told by its inode: another process may see it under
 * another path. Where others cannot be seen nobody is, which `can.processes` says.
 */
export function probeHolders({ ownPid, canFlock, sight }: ProbeOptions): HolderProbe {
  let seen: OpenFiles | null = null;
  const isFlocked = lockProbe();
  return {
    holders: async (path) => {
      const found = entryOf(path);
      if (found === null) return [];
      seen ??= byName(sight?.files(ownPid) ?? []);
      const name = basename(found.isLink ? await resolveTarget(path) : path);
      const holders = (seen.get(name) ?? []).filter(({ descriptor }) => isSameFile(descriptor, path));
      const open = holders.map(({ pid }) => ({ how: "open", pid }) as const);
      const mayBeLock = found.size === 0 && canFlock;
      return mayBeLock && (await isFlocked(path))
        ? [...open, { how: "flock", pid: open[0]?.pid ?? null }]
        : open;
    },
  };
}

/** By the last part of their paths. */
type OpenFiles = ReadonlyMap<string, readonly SeenFile[]>;

function byName(files: Iterable<SeenFile>): OpenFiles {
  const found = new Map<string, SeenFile[]>();
  for (const file of files) push(found, basename(file.path), file);
  return found;
}

/**
 * Whether a file is locked is settled by trying: the kernel's table hides holders in other pid namespaces, and reading
 * it takes up to 20 ms. Trying costs a process, so it is done for empty files, which is what lock files are (whoever
 * has locked another file has it open, too), and for all that lie together at once.
 */
function lockProbe(): (path: string) => Promise<boolean> {
  const tried = new Map<string, boolean>();
  const tryThose = async (paths: readonly string[]): Promise<void> => {
    const locked = await areFlocked(paths);
    for (const [index, path] of paths.entries()) tried.set(path, locked[index] === true);
  };
  // One after the other: of two at once each would see the other's.
  let last: Promise<unknown> = Promise.resolve();
  return async (path) => {
    const answer = last.then(() => ask(path));
    last = answer.catch(() => {});
    return answer;
  };
  async function ask(path: string): Promise<boolean> {
    if (tried.has(path)) return tried.get(path) === true;
    const others = emptyNeighbours(path).filter((file) => !tried.has(file));
    // One of the others may be somebody else's, and not be ours to open.
    await tryThose([path, ...others.slice(0, MOST_NEIGHBOURS)]).catch(() => tryThose([path]));
    return tried.get(path) === true;
  }
}

/** As many as one program can well be given. */
const MOST_NEIGHBOURS = 200;

/** Not hidden ones: whoever waits for such a lock is in the middle of something. */
function emptyNeighbours(path: string): readonly string[] {
  const directory = dirname(path);
  return readdirSync(directory)
    .filter((name) => !name.startsWith(".") && extname(name) === extname(path))
    .map((name) => join(directory, name))
    .filter((file) => file !== path && isEmptyFile(file));
}

function isEmptyFile(path: string): boolean {
  const found = missingAsNull(() => lstatSync(path));
  return found !== null && found.isFile() && found.size === 0;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
