import { dirname } from "node:path";
import type { Hunk } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { digest } from "../bytes/digest.ts";
import { applyEncoded, type Encoding, holdsHunks } from "../bytes/encoding.ts";
import { growth, invertHunks } from "../bytes/hunks.ts";
import type { Attributes, Disk, DiskReader } from "../disk/disk.ts";
import { type FileStep, isModeAlone } from "../journal/step.ts";
import { standsAt } from "./steps.ts";

/** `before`: the file is as it was. `foreign`: it is neither side, somebody else changed it, and it was left alone. */
export type Restored = "before" | "foreign";

/**
 * Takes one file back to its before-side from wherever a crash left it, also one in the middle of this very function.
 *
 * @throws the system's own errors; the caller says that the operation is unfinished then.
 */
export async function restoreFile(disk: Disk, step: FileStep): Promise<Restored> {
  await sweepDraft(disk, step);
  if (await sweepStaged(disk, step)) return "before";
  if (await isReplacedByOther(disk, step)) return "foreign";
  if (step.whole) return restoreWhole(disk, step);
  return step.mechanism === "place" ? restorePlaced(disk, step) : restoreReplaced(disk, step);
}

/** A directory, a pipe or the like where the file was. */
export async function isReplacedByOther(disk: DiskReader, { target }: FileStep): Promise<boolean> {
  const stat = await disk.stat(target);
  return stat !== null && stat.kind !== "file";
}

/** Removes what an attempt to take the file back left that died. */
export async function sweepDraft(disk: Disk, step: FileStep): Promise<void> {
  await disk.remove(draftName(step));
}

/**
 * Removes the staged file, and says whether it was there: then it was never renamed over its target, and whatever the
 * target holds is not ours.
 */
export async function sweepStaged(disk: Disk, { staged }: FileStep): Promise<boolean> {
  if (staged === null || (await disk.stat(staged)) === null) return false;
  await disk.remove(staged);
  return true;
}

async function restoreWhole(disk: Disk, step: FileStep): Promise<Restored> {
  const current = await contentOf(disk, step.target);
  if (current === null && (await isGone(disk, step))) return "before";
  const now = current === null ? null : digest(current);
  if (now === step.before) {
    await settle(disk, step);
    return "before";
  }
  if (now === step.after) return takeBack(disk, step, current);
  if (current === null) return "foreign";
  // Only its mode was ours, and whoever has written to it since may have meant the one it has.
  if (isModeAlone(step)) return "before";
  return takeOut(disk, step, current);
}

async function takeBack(disk: Disk, step: FileStep, current: Uint8Array | null): Promise<Restored> {
  if (step.attributes === null) await disk.remove(step.target);
  else await rewrite(disk, step, current ?? new Uint8Array(), step.attributes);
  return "before";
}

/** The home itself was removed: there is nothing to put a file back into. */
async function isGone(disk: Disk, { target }: FileStep): Promise<boolean> {
  return (await disk.stat(dirname(target))) === null;
}

/**
 * The tool has changed other parts of the file since: only what we put in goes, and today's bytes stay. Where the old
 * value stands there is nothing of ours, or an earlier recovery took it out; where neither or both do, nobody can tell.
 */
async function takeOut(disk: Disk, step: FileStep, current: Uint8Array): Promise<Restored> {
  const before = shows(current, step.hunks, step.encoding);
  const after = shows(current, invertHunks(step.hunks), step.encoding);
  if (before === after) return "foreign";
  const attributes = await disk.attributes(step.target);
  if (before || attributes === null) return "before";
  await rewrite(disk, step, current, attributes);
  return "before";
}

/** Whether the hunks' `before` stands there; sides that are all empty stand anywhere and show nothing. */
function shows(content: Uint8Array, hunks: readonly Hunk[], encoding: Encoding): boolean {
  return hunks.some(({ before }) => before.length > 0) && holdsHunks(content, hunks, encoding);
}

async function rewrite(
  disk: Disk,
  step: FileStep,
  current: Uint8Array,
  attributes: Attributes,
): Promise<void> {
  const draft = draftName(step);
  await disk.writeNew(draft, await contentBefore(disk, step, current), {
    mode: attributes.mode,
    owner: attributes,
    times: attributes,
  });
  await disk.rename(draft, step.target);
}

/** Of a file that shows the after-side. */
async function contentBefore(disk: Disk, step: FileStep, current: Uint8Array): Promise<Uint8Array> {
  const isExact = digest(current) === step.after && step.kept !== undefined;
  const kept = isExact ? await contentOf(disk, step.kept) : null;
  return kept ?? applyEncoded(current, invertHunks(step.hunks), step.encoding);
}

/** Bytes that a crash tore are the before-side at some places and the after-side at others; anything else is foreign. */
async function restorePlaced(disk: Disk, step: FileStep): Promise<Restored> {
  const stat = await disk.stat(step.target);
  if (stat === null) return "foreign";
  const written: Hunk[] = [];
  for (const hunk of step.hunks) {
    const found = await disk.read(step.target, { offset: hunk.offset, length: hunk.before.length });
    if (!isEitherSide(found, hunk)) return "foreign";
    if (Buffer.compare(found, hunk.before) !== 0) written.push(hunk);
  }
  if (written.length > 0) await putBack(disk, step.target, written);
  if (stat.size === step.size) await settle(disk, step);
  return "before";
}

/** Only what was written: a file that we may not write to was not. Durable before a record can say that it is over. */
async function putBack(disk: Disk, target: string, hunks: readonly Hunk[]): Promise<void> {
  await disk.writeAt(
    target,
    hunks.map(({ offset, before }) => ({ offset, bytes: before })),
  );
  await disk.flush([target]);
}

async function restoreReplaced(disk: Disk, step: FileStep): Promise<Restored> {
  const stat = await disk.stat(step.target);
  if (stat === null || step.attributes === null) return "foreign";
  const side = await sideOf(disk, step, stat.size);
  if (side !== "after") return side;
  await requireUnheld(disk, step);
  const back = invertHunks(step.hunks);
  const draft = draftName(step);
  const appended = stat.size !== step.size + growth(step.hunks);
  const times = appended ? await disk.attributes(step.target) : null;
  await disk.writeSpliced(step.target, draft, back, { ...step.attributes, ...times });
  await disk.flush([draft]);
  await disk.replaceLog(draft, step.target, { ino: stat.ino, size: stat.size });
  await disk.flush([dirname(step.target)]);
  return "before";
}

/** After a crash the tool may have opened the file: renamed away under it, it would lose what it appends from then on. */
export async function requireUnheld(disk: Disk, { target }: FileStep): Promise<void> {
  if ((await disk.probe().holders(target)).length === 0) return;
  throw new SwitchError({ kind: "environment", code: "tool-lock-busy", params: { file: target } });
}

/** Which side the hunks show; where they show both (a hunk that only inserts), the size has to decide. */
async function sideOf(disk: Disk, step: FileStep, size: number): Promise<"before" | "after" | "foreign"> {
  const before = await standsAt(disk, step.target, step.hunks);
  const after = await standsAt(disk, step.target, invertHunks(step.hunks));
  if (before !== after) return before ? "before" : "after";
  if (before && size === step.size) return "before";
  return before && size === step.size + growth(step.hunks) ? "after" : "foreign";
}

/** Puts mode, owner and times back where they differ. */
async function settle(disk: Disk, step: FileStep): Promise<void> {
  if (step.attributes === null) return;
  const now = await disk.attributes(step.target);
  if (now === null || sameAttributes(now, step.attributes)) return;
  await disk.setAttributes(step.target, step.attributes);
}

function sameAttributes(a: Attributes, b: Attributes): boolean {
  return a.mode === b.mode && a.uid === b.uid && a.gid === b.gid && a.mtimeNs / 1000n === b.mtimeNs / 1000n;
}

async function contentOf(disk: Disk, path: string): Promise<Uint8Array | null> {
  return (await disk.stat(path)) === null ? null : disk.read(path);
}

function isEitherSide(found: Uint8Array, hunk: Hunk): boolean {
  if (found.length !== hunk.before.length) return false;
  return found.every((byte, index) => byte === hunk.before[index] || byte === hunk.after[index]);
}

/** The same name in every attempt, so that an attempt that died leaves nothing behind. */
function draftName(step: FileStep): string {
  return `${step.staged ?? `${step.target}.zcf-restore`}.back`;
}
