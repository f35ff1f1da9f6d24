import type { Disk, FlockRequest, HeldLock } from "@zcf/core";
import { mutations, type Step } from "./faulty-calls.ts";

/** Where in a call it happens: nothing was done yet, half of it was, or all of it but nobody heard. */
export type Moment = "before" | "torn" | "after";

/** What the system can answer to any call that changes something. */
export const SYSTEM_FAILURES = ["ENOSPC", "EIO", "EACCES", "EROFS", "EPERM", "EMFILE"] as const;

export type SystemFailure = (typeof SYSTEM_FAILURES)[number];

export interface Fault {
  /** The number of the mutating call, from 0; with `on`, among those alone. */
  readonly call: number;
  readonly moment: Moment;
  /** `death`: this and every later call throws {@link Death}. Otherwise the system's error code, thrown once. */
  readonly failure: "death" | SystemFailure;
  /** Every later call fails as well; of `ENOSPC`, every later one that needs room. Not for deaths. */
  readonly lasting?: true;
  /** Which paths can fail; all of them when left out. */
  readonly on?: (path: string) => boolean;
}

/** A mutating call, when it begins. */
export interface Call {
  /** From 0. */
  readonly number: number;
  readonly name: string;
  /** The first path of several. */
  readonly path: string;
  /** What is appended; of another call nothing. */
  readonly content: Uint8Array;
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

/** A disk on which one mutating call goes wrong; with `null` it only counts. `hear` is told of each call that begins. */
export function faultyDisk(
  real: Disk,
  fault: Fault | null,
  hear: (call: Call) => void = () => {},
): FaultyDisk {
  const calls: string[] = [];
  const state = { dead: false };
  const locks = lockTable(real);
  const self = { ...real.self, pid: DEAD_PID, started: null };
  const isHit = aim(fault);
  const step: Step = async ({ name, path, content = NONE }, act, half) => {
    if (state.dead) throw new Death(name);
    hear({ number: calls.push(name) - 1, name, path, content });
    if (fault === null || !isHit(name, path)) return act();
    if (fault.moment === "torn") await half();
    const result = fault.moment === "after" ? await act() : null;
    state.dead = fault.failure === "death";
    if (state.dead) await locks.drop();
    if (fault.failure === "death") throw new Death(name);
    for (const lock of locksIn(result)) await lock.release();
    throw systemError(fault.failure, name, path);
  };
  return { disk: guardReads({ ...real, self, ...mutations(locks.disk, step) }, state), calls };
}

const NONE = new Uint8Array();

/** Says of each call in turn whether the fault hits it. */
function aim(fault: Fault | null): (name: string, path: string) => boolean {
  let seen = 0;
  return (name, path) => {
    if (fault === null || fault.on?.(path) === false) return false;
    if (fault.lasting === true && fault.failure === "ENOSPC" && !GROWING.has(name)) return false;
    const number = seen;
    seen += 1;
    return fault.lasting === true ? number >= fault.call : number === fault.call;
  };
}

/** What a full disk has no room for; bytes that are written over stay where they are. */
const GROWING: ReadonlySet<string> = new Set([
  "makeDirectory",
  "writeNew",
  "append",
  "writeVolatile",
  "writeSpliced",
  "changeRows",
  "copyDatabase",
  "copyFile",
]);

/** A call that fails keeps none of the locks that it got. */
function locksIn(result: unknown): readonly HeldLock[] {
  return [result].flat().filter((one): one is HeldLock => one instanceof Object && "release" in one);
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

function systemError(code: string, call: string, path: string): Error {
  return Object.assign(new Error(`${code}: injected into ${call}`), { code, path });
}
