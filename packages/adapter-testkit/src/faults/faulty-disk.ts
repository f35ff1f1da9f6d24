import type { Disk, DiskReader, FlockRequest, HeldLock } from "@zcf/core";

/** Where in a call it happens: nothing was done yet, half of it was, or all of it but nobody heard. */
export type Moment = "before" | "torn" | "after";

export interface Fault {
  /** The number of the mutating call, from 0. */
  readonly call: number;
  readonly moment: Moment;
  /** `death`: this and every later call throws {@link Death}. Otherwise the system's error code, thrown once. */
  readonly failure: "death" | "ENOSPC" | "EIO" | "EACCES" | "EROFS" | "EPERM" | "EMFILE";
}

/** The process is gone; nothing it would still have done is done. */
export class Death extends Error {
  override readonly name = "Death";
}

export interface FaultyDisk {
  readonly disk: Disk;
  /** The mutating calls so far, by name. */
  readonly calls: readonly string[];
}

/** A pid that no process has (Linux's `pid_max` is at most 2^22). */
const DEAD_PID = 2 ** 22 + 1;

/** A disk on which one mutating call goes wrong; with `null` it only counts. */
export function faultyDisk(real: Disk, fault: Fault | null): FaultyDisk {
  const calls: string[] = [];
  const state = { dead: false };
  const locks = lockTable(real);
  const self = { ...real.self, pid: DEAD_PID, started: null };
  const step = async <T>(name: string, act: () => Promise<T>, half: () => Promise<unknown>): Promise<T> => {
    if (state.dead) throw new Death(name);
    const number = calls.push(name) - 1;
    if (fault === null || number !== fault.call) return act();
    if (fault.moment === "torn") await half();
    const result = fault.moment === "after" ? await act() : null;
    state.dead = fault.failure === "death";
    if (state.dead) await locks.drop();
    if (result !== null && !state.dead) return result;
    throw state.dead ? new Death(name) : systemError(fault.failure, name);
  };
  return { disk: guardReads({ ...real, self, ...mutations(locks.disk, step) }, state), calls };
}

/** The kernel lets a dead process's locks go, and leaves the files. */
function lockTable(real: Disk): { readonly disk: Disk; drop(): Promise<void> } {
  const held = new Map<HeldLock, string | null>();
  const note = (lock: HeldLock | null, { path, ephemeral }: FlockRequest): HeldLock | null => {
    if (lock === null) return null;
    held.set(lock, ephemeral ? path : null);
    return {
      release: async () => {
        held.delete(lock);
        await lock.release();
      },
    };
  };
  const flock: Disk["flock"] = async (path, options) =>
    note(await real.flock(path, options), { ...options, path });
  const flockAll: Disk["flockAll"] = async (requests) => {
    const locks = await real.flockAll(requests);
    return requests.map((request, index) => note(locks[index] ?? null, request));
  };
  const drop = async (): Promise<void> => {
    for (const [lock, left] of held) {
      await lock.release();
      if (left !== null) await real.append(left, new Uint8Array());
    }
  };
  return { disk: { ...real, flock, flockAll }, drop };
}

type Step = <T>(name: string, act: () => Promise<T>, half: () => Promise<unknown>) => Promise<T>;
type Mutation = Exclude<keyof Disk, keyof DiskReader>;

function mutations(real: Disk, step: Step): Pick<Disk, Mutation> {
  const nothing = async (): Promise<void> => {};
  return {
    makeDirectory: (path, mode) => step("makeDirectory", () => real.makeDirectory(path, mode), nothing),
    writeNew: (path, content, file) =>
      step(
        "writeNew",
        () => real.writeNew(path, content, file),
        () => real.writeNew(path, halfOf(content), { mode: 0o600 }),
      ),
    writeVolatile: (path, content) =>
      step(
        "writeVolatile",
        () => real.writeVolatile(path, content),
        async () => {
          for await (const part of content) await real.append(`${path}.draft`, halfOf(part));
        },
      ),
    append: (path, content) =>
      step(
        "append",
        () => real.append(path, content),
        () => real.append(path, halfOf(content)),
      ),
    writeAt: (path, placements) =>
      step(
        "writeAt",
        () => real.writeAt(path, placements),
        () =>
          real.writeAt(
            path,
            placements.slice(0, 1).map(({ offset, bytes }) => ({ offset, bytes: halfOf(bytes) })),
          ),
      ),
    place: (path, hunks, times) =>
      step(
        "place",
        () => real.place(path, hunks, times),
        () =>
          real.writeAt(
            path,
            hunks.slice(0, 1).map(({ offset, after }) => ({ offset, bytes: halfOf(after) })),
          ),
      ),
    writeSpliced: (source, target, hunks, attributes) =>
      step(
        "writeSpliced",
        () => real.writeSpliced(source, target, hunks, attributes),
        async () => real.writeNew(target, halfOf(await real.read(source)), { mode: 0o600 }),
      ),
    rename: (from, to) => step("rename", () => real.rename(from, to), nothing),
    replaceLog: (from, to, seen) => step("replaceLog", () => real.replaceLog(from, to, seen), nothing),
    remove: (path) => step("remove", () => real.remove(path), nothing),
    removeTree: (path) => step("removeTree", () => real.removeTree(path), nothing),
    setAttributes: (path, attributes) =>
      step("setAttributes", () => real.setAttributes(path, attributes), nothing),
    flush: (paths) => step("flush", () => real.flush(paths), nothing),
    changeRows: (database, units) => step("changeRows", () => real.changeRows(database, units), nothing),
    copyDatabase: (from, to) => step("copyDatabase", () => real.copyDatabase(from, to), nothing),
    copyFile: (from, to) => step("copyFile", () => real.copyFile(from, to), nothing),
    flock: (path, options) => step("flock", () => real.flock(path, options), nothing),
    flockAll: (requests) =>
      step(
        "flockAll",
        () => real.flockAll(requests),
        async () => releaseAll(await real.flockAll(requests.slice(0, requests.length >> 1))),
      ),
  };
}

/** A call that fails keeps none of the locks that it got; a dead process has let go of them as well. */
async function releaseAll(locks: readonly (HeldLock | null)[]): Promise<void> {
  for (const lock of locks) await lock?.release();
}

/** A dead process reads nothing either, or a roll back would be simulated that never ran. */
function guardReads(disk: Disk, state: { readonly dead: boolean }): Disk {
  const alive = async <T>(act: () => Promise<T>): Promise<T> => {
    if (state.dead) throw new Death("read");
    return act();
  };
  return {
    ...disk,
    stat: (path) => alive(() => disk.stat(path)),
    attributes: (path) => alive(() => disk.attributes(path)),
    examine: (path, ranges) => alive(() => disk.examine(path, ranges)),
    resolve: (path) => alive(() => disk.resolve(path)),
    read: (path, range) => alive(() => disk.read(path, range)),
    names: (directory) => alive(() => disk.names(directory)),
  };
}

function halfOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length >> 1);
}

function systemError(code: string, call: string): Error {
  return Object.assign(new Error(`${code}: injected into ${call}`), { code });
}
