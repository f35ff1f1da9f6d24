import type { Disk, DiskReader, HeldLock, Placement } from "@zcf/core";

/** A mutating call, as it is asked for. */
interface Begun {
  readonly name: string;
  readonly path: string;
  readonly content?: Uint8Array;
}

/** Makes the call, or lets it go wrong: `half` is what it leaves when it is torn. */
export type Step = <T>(begun: Begun, act: () => Promise<T>, half: () => Promise<unknown>) => Promise<T>;
type Mutation = Exclude<keyof Disk, keyof DiskReader>;

const nothing = async (): Promise<void> => {};

/** Every mutating call of a disk, each through `step`. */
export function mutations(real: Disk, step: Step): Pick<Disk, Mutation> {
  return { ...writes(real, step), ...replacements(real, step), ...others(real, step) };
}

function writes(
  real: Disk,
  step: Step,
): Pick<Disk, "writeNew" | "writeVolatile" | "append" | "writeAt" | "place"> {
  return {
    writeNew: (path, content, file) =>
      step(
        { name: "writeNew", path },
        () => real.writeNew(path, content, file),
        () => real.writeNew(path, halfOf(content), { mode: 0o600 }),
      ),
    writeVolatile: (path, content) =>
      step(
        { name: "writeVolatile", path },
        () => real.writeVolatile(path, content),
        async () => {
          for await (const part of content) await real.append(`${path}.draft`, halfOf(part));
        },
      ),
    append: (path, content) =>
      step(
        { name: "append", path, content },
        () => real.append(path, content),
        () => real.append(path, halfOf(content)),
      ),
    writeAt: (path, placements) =>
      step(
        { name: "writeAt", path },
        () => real.writeAt(path, placements),
        () => real.writeAt(path, firstHalf(placements)),
      ),
    place: (path, hunks, times) =>
      step(
        { name: "place", path },
        () => real.place(path, hunks, times),
        () => real.writeAt(path, firstHalf(hunks.map(({ offset, after }) => ({ offset, bytes: after })))),
      ),
  };
}

function firstHalf(placements: readonly Placement[]): readonly Placement[] {
  return placements.slice(0, 1).map(({ offset, bytes }) => ({ offset, bytes: halfOf(bytes) }));
}

function replacements(
  real: Disk,
  step: Step,
): Pick<
  Disk,
  "writeSpliced" | "rename" | "replaceLog" | "remove" | "removeTree" | "setAttributes" | "setMode"
> {
  return {
    writeSpliced: (source, path, hunks, attributes) =>
      step(
        { name: "writeSpliced", path },
        () => real.writeSpliced(source, path, hunks, attributes),
        async () => real.writeNew(path, halfOf(await real.read(source)), { mode: 0o600 }),
      ),
    rename: (from, path) => step({ name: "rename", path }, () => real.rename(from, path), nothing),
    replaceLog: (from, path, seen) =>
      step({ name: "replaceLog", path }, () => real.replaceLog(from, path, seen), nothing),
    remove: (path) => step({ name: "remove", path }, () => real.remove(path), nothing),
    removeTree: (path) => step({ name: "removeTree", path }, () => real.removeTree(path), nothing),
    setAttributes: (path, attributes) =>
      step({ name: "setAttributes", path }, () => real.setAttributes(path, attributes), nothing),
    setMode: (path, mode) => step({ name: "setMode", path }, () => real.setMode(path, mode), nothing),
  };
}

function others(
  real: Disk,
  step: Step,
): Pick<
  Disk,
  | "makeDirectory"
  | "flush"
  | "changeRows"
  | "copyDatabase"
  | "copyFile"
  | "flock"
  | "flockAll"
  | "lockDirectory"
  | "unlockDirectory"
> {
  return {
    makeDirectory: (path, mode) =>
      step({ name: "makeDirectory", path }, () => real.makeDirectory(path, mode), nothing),
    flush: (paths) => step({ name: "flush", path: paths[0] ?? "" }, () => real.flush(paths), nothing),
    changeRows: (path, units) =>
      step({ name: "changeRows", path }, () => real.changeRows(path, units), nothing),
    copyDatabase: (from, path) =>
      step({ name: "copyDatabase", path }, () => real.copyDatabase(from, path), nothing),
    copyFile: (from, path) => step({ name: "copyFile", path }, () => real.copyFile(from, path), nothing),
    flock: (path, options) => step({ name: "flock", path }, () => real.flock(path, options), nothing),
    flockAll: (requests) =>
      step(
        { name: "flockAll", path: requests[0]?.path ?? "" },
        () => real.flockAll(requests),
        async () => releaseAll(await real.flockAll(requests.slice(0, requests.length >> 1))),
      ),
    lockDirectory: async (path, options) => {
      const held = await step(
        { name: "lockDirectory", path },
        () => real.lockDirectory(path, options),
        nothing,
      );
      // The directory stays when its maker dies, so to remove it is a call like any other.
      const release = () => step({ name: "releaseDirectory", path }, async () => held?.release(), nothing);
      return held === null ? null : { release };
    },
    unlockDirectory: (path) =>
      step({ name: "unlockDirectory", path }, () => real.unlockDirectory(path), nothing),
  };
}

/** A call that fails keeps none of the locks that it got; a dead process has let go of them as well. */
async function releaseAll(locks: readonly (HeldLock | null)[]): Promise<void> {
  for (const lock of locks) await lock?.release();
}

function halfOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length >> 1);
}
