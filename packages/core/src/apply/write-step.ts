import { dirname } from "node:path";
import { type FileTimes, SwitchError } from "@zcf/contract";
import { applyEncoded } from "../bytes/encoding.ts";
import { applyHunks, growth, invertHunks } from "../bytes/hunks.ts";
import type { Disk } from "../disk/disk.ts";
import type { FileStep } from "../journal/step.ts";
import { beforeRange, digestOf, hasMode, isRedressed, stand } from "./steps.ts";

/**
 * Writes the after-side beside the target, with the attributes it will have; nothing else can be seen yet. Before the
 * swap it has to be durable: see {@link toFlushBeforeSwap}.
 */
export async function stage(disk: Disk, step: FileStep): Promise<void> {
  if (step.staged === null) return;
  if (step.attributes === null) {
    const content = applyHunks(new Uint8Array(), step.hunks);
    const { owner, times } = step;
    return disk.writeNew(step.staged, content, {
      mode: step.mode ?? 0o600,
      ...(owner === undefined ? {} : { owner }),
      ...(times === undefined ? {} : { times }),
    });
  }
  if (!step.whole)
    return disk.writeSpliced(step.target, step.staged, step.hunks, { ...step.attributes, ...step.times });
  const content = applyEncoded(await disk.read(step.target), step.hunks, step.encoding);
  const times = timesOf(step);
  await disk.writeNew(step.staged, content, {
    mode: step.mode ?? step.attributes.mode,
    owner: step.attributes,
    ...(times === null ? {} : { times }),
  });
}

/** What the file gets; `null` leaves it to the system. */
function timesOf({ times, keepTimes, attributes }: FileStep): FileTimes | null {
  return times ?? (keepTimes ? attributes : null);
}

/** What staging left to be flushed, for many steps at once. */
export function toFlushBeforeSwap(steps: readonly FileStep[]): readonly string[] {
  return steps.filter(isLog).flatMap(({ staged }) => staged ?? []);
}

/** What a swap left to be flushed: bytes that were placed, and the names of logs that were replaced. */
export function toFlushAfterSwap(steps: readonly FileStep[]): readonly string[] {
  const placed = steps.filter(({ mechanism }) => mechanism === "place").map(({ target }) => target);
  return [...placed, ...new Set(steps.filter(isLog).map(({ target }) => dirname(target)))];
}

export async function flush(disk: Disk, paths: readonly string[]): Promise<void> {
  if (paths.length > 0) await disk.flush(paths);
}

/** Makes the after-side visible. */
export async function swap(disk: Disk, step: FileStep): Promise<void> {
  if (step.mechanism === "remove") return disk.remove(step.target);
  if (step.mechanism === "place") return disk.place(step.target, step.hunks, timesOf(step));
  if (step.staged === null) return;
  const grown = step.whole ? null : await disk.stat(step.staged);
  if (grown === null || step.ino === null) return disk.rename(step.staged, step.target);
  const size = step.fixed === true ? step.size : grown.size - growth(step.hunks);
  await disk.replaceLog(step.staged, step.target, { ino: step.ino, size });
}

/** Replaced by a copy that may be long, others may append to it meanwhile. */
function isLog({ mechanism, whole }: FileStep): boolean {
  return mechanism === "replace" && !whole;
}

/** Throws `verify-failed` unless the after-side stands on disk. */
export async function verifyStep(disk: Disk, step: FileStep): Promise<void> {
  if (!(await isAfter(disk, step))) {
    throw new SwitchError({ kind: "conflict", code: "verify-failed", params: { file: step.file } });
  }
}

async function isAfter(disk: Disk, step: FileStep): Promise<boolean> {
  if (isRedressed(step) && !(await hasMode(disk, step, step.mode))) return false;
  if (step.whole || step.mechanism === "remove") return (await digestOf(disk, step.target)) === step.after;
  const hunks = invertHunks(step.hunks);
  const found = await disk.examine(step.target, hunks.map(beforeRange));
  return found !== null && found.size >= step.size + growth(step.hunks) && stand(found, hunks);
}
