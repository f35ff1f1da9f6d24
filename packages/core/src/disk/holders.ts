import { readFile, stat } from "node:fs/promises";
import type { Holder } from "@zcf/contract";
import type { HolderProbe } from "./disk.ts";
import { isFlocked } from "./flock.ts";
import { openFiles, processIds } from "./processes.ts";
import { orMissing } from "./system-error.ts";

export interface ProbeOptions {
  readonly roots: readonly string[];
  readonly ownPid: number;
  readonly canFlock: boolean;
}

/**
 * One look at every process's descriptors and at the kernel's lock table, when first asked.
 *
 * Only paths below the roots are kept. On a system without `/proc` nobody is seen, which `can.processes` says.
 */
export function probeHolders(options: ProbeOptions): HolderProbe {
  let look: Promise<Picture> | null = null;
  return {
    holders: async (path) => {
      look ??= takePicture(options);
      const picture = await look;
      return [...(picture.open.get(path) ?? []), ...(await lockHolders(path, picture, options))];
    },
  };
}

interface Picture {
  readonly open: ReadonlyMap<string, readonly Holder[]>;
  /** Holders of flocks, by inode; the device is left out because overlay and btrfs report another one. */
  readonly flocks: ReadonlyMap<string, number>;
}

async function takePicture(options: ProbeOptions): Promise<Picture> {
  const open = new Map<string, Holder[]>();
  for (const pid of await processIds()) {
    if (pid === options.ownPid) continue;
    for (const path of openFiles(pid)) {
      if (options.roots.some((root) => path.startsWith(root))) push(open, path, { how: "open", pid });
    }
  }
  return { open, flocks: await lockTable() };
}

/**
 * Whether a file is locked is settled by trying, because the lock table hides holders in other pid namespaces.
 * Trying costs a process, so it is done for files the table names and for empty files, which is what lock files are.
 */
async function lockHolders(
  path: string,
  picture: Picture,
  options: ProbeOptions,
): Promise<readonly Holder[]> {
  if (!options.canFlock) return [];
  const found = await orMissing(stat(path, { bigint: true }));
  if (found === null) return [];
  const pid = picture.flocks.get(String(found.ino)) ?? null;
  if (pid === null && found.size > 0n) return [];
  if (pid === options.ownPid) return [];
  return (await isFlocked(path)) ? [{ how: "flock", pid }] : [];
}

/** Lines such as `1: FLOCK  ADVISORY  WRITE 4242 fe:00:1234 0 EOF`. */
async function lockTable(): Promise<ReadonlyMap<string, number>> {
  const text = (await orMissing(readFile("/proc/locks", "utf8"))) ?? "";
  const rows = text.split("\n").map((line) => line.trim().split(/\s+/));
  return new Map(
    rows
      .filter((row) => row[1] === "FLOCK")
      .map((row) => [row[5]?.split(":")[2] ?? "", Number(row[4])] as const),
  );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
