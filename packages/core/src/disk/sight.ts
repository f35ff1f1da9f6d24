import { existsSync } from "node:fs";
import type { Process, ProcessQuery } from "@zcf/contract";
import { canLsof, listOpenFiles } from "./lsof.ts";
import { listProcesses, openFiles, processIds } from "./processes.ts";
import { canPs, listProcessesOfPs } from "./ps.ts";

/** A file that another process has open. */
export interface SeenFile {
  readonly pid: number;
  /** As that process names it. */
  readonly path: string;
  /** What tells which file it really is: the process's own descriptor, or the path again. */
  readonly descriptor: string;
}

/** How other processes are seen on this system. */
export interface Sight {
  /** Every file that others have open, as far as we may know. */
  files(ownPid: number): Iterable<SeenFile>;
  processes(query: ProcessQuery, ownPid: number): readonly Process[];
}

/** Linux's `/proc`, else `lsof` and `ps` (macOS; tried on Linux only); `null` where there is neither (Windows). */
export function findSight(): Sight | null {
  if (existsSync("/proc/self/fd")) return proc;
  return canLsof() && canPs() ? programs : null;
}

export const proc: Sight = {
  *files(ownPid) {
    for (const pid of processIds()) {
      if (pid !== ownPid) for (const file of openFiles(pid)) yield { pid, ...file };
    }
  },
  processes: listProcesses,
};

export const programs: Sight = {
  *files(ownPid) {
    for (const { pid, path } of listOpenFiles()) if (pid !== ownPid) yield { pid, path, descriptor: path };
  },
  processes: listProcessesOfPs,
};
