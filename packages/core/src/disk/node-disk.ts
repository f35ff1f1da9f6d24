import { randomBytes } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, statSync } from "node:fs";
import { hostname, platform } from "node:os";
import { dirname } from "node:path";
import { kill, pid } from "node:process";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { SwitchError } from "@zcf/contract";
import type { Disk, DiskReader, Self } from "./disk.ts";
import { flock, flockAll } from "./flock.ts";
import { probeHolders } from "./holders.ts";
import { lockDirectory, unlockDirectory } from "./lock-directory.ts";
import { canLock } from "./locker.ts";
import { processStat } from "./processes.ts";
import { directoryNames, examineFile, listFiles, readBytes } from "./read.ts";
import { replaceLog } from "./replace-log.ts";
import { findSight } from "./sight.ts";
import { changeRows, copyDatabase, queryRows } from "./sqlite.ts";
import { loadSqlite, type SqliteDriver } from "./sqlite-driver.ts";
import { readAttributes, resolveTarget, statFile } from "./stat.ts";
import { systemCode } from "./system-error.ts";
import { treeSize } from "./tree-size.ts";
import { findPidSpace, whereabouts } from "./whereabouts.ts";
import {
  append,
  flush,
  place,
  removeFile,
  removeTree,
  renameOver,
  setAttributes,
  setMode,
  writeAt,
  writeNew,
  writeSpliced,
  writeVolatile,
} from "./write.ts";
import { hasZstd } from "./zstd.ts";

/** The machine's own disk. */
export async function nodeDisk(): Promise<Disk> {
  const sqlite = await loadSqlite();
  return { ...(await reader(sqlite)), ...writer(sqlite) };
}

async function reader(sqlite: SqliteDriver | null): Promise<DiskReader> {
  const sight = findSight();
  const can = {
    sqlite: sqlite !== null,
    flock: canLock(),
    processes: sight !== null,
    zstd: hasZstd(),
    modes: platform() !== "win32",
  };
  const self: Self = {
    pid,
    host: hostname(),
    started: processStat(pid)?.started ?? null,
    space: findPidSpace(),
  };
  return {
    can,
    self,
    now: () => Date.now(),
    elapsed: () => performance.now(),
    nonce: () => randomBytes(4).toString("hex"),
    wait: async (ms) => sleep(ms),
    turn: async () => setImmediate(),
    stat: statFile,
    attributes: readAttributes,
    examine: examineFile,
    resolve: resolveTarget,
    read: readBytes,
    names: directoryNames,
    list: (directory, suffix, depth) => listFiles(directory, { suffix, depth, seen: new Set() }),
    treeSize,
    query: (database, sql, params) => queryRows(required(sqlite), database, sql, params),
    probe: () => probeHolders({ ownPid: self.pid, canFlock: can.flock, sight }),
    processes: async (query) => sight?.processes(query, self.pid) ?? [],
    alive: async (who) => isAliveFor(self, who),
  };
}

function writer(sqlite: SqliteDriver | null): Omit<Disk, keyof DiskReader> {
  return {
    makeDirectory: async (path, mode) => makeDirectories(path, mode),
    writeNew,
    append,
    writeVolatile,
    writeAt,
    place,
    writeSpliced,
    rename: renameOver,
    replaceLog,
    remove: removeFile,
    removeTree,
    setAttributes,
    setMode,
    flush,
    changeRows: async (database, units) => changeRows(required(sqlite), database, units),
    copyDatabase: async (from, to) => {
      copyDatabase(required(sqlite), from, to);
      await seal(to);
    },
    copyFile: async (from, to) => {
      copyFileSync(from, to);
      await seal(to);
    },
    flock,
    flockAll,
    lockDirectory,
    unlockDirectory,
  };
}

/** Not Node's own `recursive`: where a file system answers ENOENT to every name, as `/proc` does, that never ends. */
function makeDirectories(path: string, mode: number): void {
  if (made(path, mode)) return;
  if (dirname(path) !== path) makeDirectories(dirname(path), mode);
  if (!made(path, mode)) mkdirSync(path, { mode });
}

/** `false` where the parent is missing. */
function made(path: string, mode: number): boolean {
  try {
    mkdirSync(path, { mode });
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST" && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
      return true;
    if (systemCode(error) !== "ENOENT") throw error;
    return false;
  }
}

/** A copy is for its owner alone, whatever the original's mode was. */
async function seal(copy: string): Promise<void> {
  chmodSync(copy, 0o600);
  await flush([copy]);
}

function required(sqlite: SqliteDriver | null): SqliteDriver {
  if (sqlite !== null) return sqlite;
  throw new SwitchError({ kind: "environment", code: "sqlite-unavailable" });
}

async function isAliveFor(self: Self, who: Self): Promise<boolean> {
  const where = whereabouts(who, self);
  return where === "here" ? isAlive(who, self.started !== null) : where === "elsewhere";
}

async function isAlive(who: Self, hasProcesses: boolean): Promise<boolean> {
  if (!hasProcesses) return answersSignal(who.pid);
  const found = processStat(who.pid);
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
