import { randomBytes } from "node:crypto";
import { chmod, copyFile, mkdir, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { kill, pid } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { SwitchError } from "@zcf/contract";
import type { Disk, DiskReader, Self } from "./disk.ts";
import { canFlock, flock } from "./flock.ts";
import { probeHolders } from "./holders.ts";
import { listProcesses, processStat } from "./processes.ts";
import { directoryNames, listFiles, readBytes } from "./read.ts";
import { replaceLog } from "./replace-log.ts";
import { changeRows, copyDatabase, queryRows } from "./sqlite.ts";
import { loadSqlite, type SqliteDriver } from "./sqlite-driver.ts";
import { readAttributes, resolveTarget, statFile } from "./stat.ts";
import { orMissing, systemCode } from "./system-error.ts";
import {
  append,
  removeFile,
  removeTree,
  renameOver,
  setAttributes,
  setTimes,
  syncFile,
  writeAt,
  writeNew,
  writeSpliced,
} from "./write.ts";

/** The machine's own disk. */
export async function nodeDisk(): Promise<Disk> {
  const sqlite = await loadSqlite();
  return { ...(await reader(sqlite)), ...writer(sqlite) };
}

async function reader(sqlite: SqliteDriver | null): Promise<DiskReader> {
  const can = { sqlite: sqlite !== null, flock: await canFlock(), processes: await hasProc() };
  const self: Self = { pid, host: hostname(), started: (await processStat(pid))?.started ?? null };
  return {
    can,
    self,
    now: () => Date.now(),
    nonce: () => randomBytes(4).toString("hex"),
    wait: async (ms) => sleep(ms),
    stat: statFile,
    attributes: readAttributes,
    resolve: resolveTarget,
    read: readBytes,
    names: directoryNames,
    list: (directory, suffix, depth) => listFiles(directory, { suffix, depth, seen: new Set() }),
    query: (database, sql, params) => queryRows(required(sqlite), database, sql, params),
    probe: () => probeHolders({ ownPid: self.pid, canFlock: can.flock }),
    processes: async (query) => (can.processes ? listProcesses(query, self.pid) : []),
    alive: async (who) => who.host !== self.host || isAlive(who, can.processes),
  };
}

function writer(sqlite: SqliteDriver | null): Omit<Disk, keyof DiskReader> {
  return {
    makeDirectory: async (path, mode) => {
      await mkdir(path, { recursive: true, mode });
    },
    writeNew,
    append,
    writeAt,
    writeSpliced,
    rename: renameOver,
    replaceLog,
    remove: removeFile,
    removeTree,
    setAttributes,
    setTimes,
    flush: async (paths) => {
      await Promise.all(paths.map((path) => orMissing(syncFile(path))));
    },
    changeRows: async (database, units) => changeRows(required(sqlite), database, units),
    copyDatabase: async (from, to) => {
      copyDatabase(required(sqlite), from, to);
      await seal(to);
    },
    copyFile: async (from, to) => {
      await copyFile(from, to);
      await seal(to);
    },
    flock,
  };
}

/** A copy is for its owner alone, whatever the original's mode was. */
async function seal(copy: string): Promise<void> {
  await chmod(copy, 0o600);
  await syncFile(copy);
}

function required(sqlite: SqliteDriver | null): SqliteDriver {
  if (sqlite !== null) return sqlite;
  throw new SwitchError({ kind: "environment", code: "sqlite-unavailable" });
}

async function hasProc(): Promise<boolean> {
  return (await orMissing(stat("/proc/self/fd"))) !== null;
}

async function isAlive(who: Self, hasProcesses: boolean): Promise<boolean> {
  if (!hasProcesses) return answersSignal(who.pid);
  const found = await processStat(who.pid);
  return found !== null && (who.started === null || who.started === found.started);
}

/** Signal 0 only asks; `EPERM` means that the process is there but not ours. */
function answersSignal(process: number): boolean {
  try {
    return kill(process, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}
