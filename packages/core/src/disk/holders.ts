import type { Holder } from "@zcf/contract";
import type { HolderProbe } from "./disk.ts";
import { isFlocked } from "./flock.ts";
import { openFiles, processIds } from "./processes.ts";
import { resolveTarget, statFile } from "./stat.ts";

export interface ProbeOptions {
  readonly ownPid: number;
  readonly canFlock: boolean;
}

/**
 * One look at every process's descriptors, when first asked.
 *
 * The system names open files by their real paths: links on the way to a file are followed before it is looked for.
 * On a system without `/proc` nobody is seen, which `can.processes` says.
 */
export function probeHolders(options: ProbeOptions): HolderProbe {
  let look: Promise<OpenFiles> | null = null;
  return {
    holders: async (path) => {
      look ??= lookAround(options);
      const open = (await look).get(await resolveTarget(path)) ?? [];
      return options.canFlock ? [...open, ...(await lockHolders(path, open))] : open;
    },
  };
}

type OpenFiles = ReadonlyMap<string, readonly Holder[]>;

async function lookAround(options: ProbeOptions): Promise<OpenFiles> {
  const open = new Map<string, Holder[]>();
  for (const pid of await processIds()) {
    if (pid === options.ownPid) continue;
    for (const path of openFiles(pid)) {
      // Sockets and pipes have no path.
      if (path.startsWith("/")) push(open, path, { how: "open", pid });
    }
  }
  return open;
}

/**
 * Whether a file is locked is settled by trying: the kernel's table hides holders in other pid namespaces, and reading
 * it takes up to 20 ms. Trying costs a process, so it is done for empty files, which is what lock files are; whoever
 * has locked another file has it open, too.
 */
async function lockHolders(path: string, open: readonly Holder[]): Promise<readonly Holder[]> {
  const found = await statFile(path);
  if (found === null || found.size > 0 || !(await isFlocked(path))) return [];
  return [{ how: "flock", pid: open[0]?.pid ?? null }];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
