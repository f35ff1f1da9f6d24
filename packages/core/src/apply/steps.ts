import { basename, dirname, join } from "node:path";
import type { CreateEdit, Digest, FileEdit, Hunk, PatchEdit, Range } from "@zcf/contract";
import { digest } from "../bytes/digest.ts";
import { applyEncoded, decode, holdsHunks } from "../bytes/encoding.ts";
import { applyHunks, hunksMatch, keepsLength } from "../bytes/hunks.ts";
import type { DiskReader, Examined } from "../disk/disk.ts";
import { changed } from "../errors.ts";
import type { FileStep } from "../journal/step.ts";

/** Looks at the file, checks that it is what the plan read, and notes all that is needed to write and to take back. */
export async function prepareStep(disk: DiskReader, edit: FileEdit, operation: string): Promise<FileStep> {
  const target = await disk.resolve(edit.file);
  const found = await disk.examine(target, edit.kind === "patch" ? guardRanges(edit) : []);
  const common = {
    store: 0,
    group: edit.group,
    file: edit.file,
    target,
    attributes: found?.attributes ?? null,
    ino: found?.ino ?? null,
    sensitive: edit.sensitive === true,
  };
  const staged = join(dirname(target), `.${basename(target)}.zcf-${operation}.tmp`);
  switch (edit.kind) {
    case "patch":
      return {
        ...common,
        ...(await patchSides(disk, edit, { target, found })),
        ...patchMechanism(edit, staged),
        ...(edit.times === undefined ? {} : { times: edit.times }),
        mode: newMode(edit, found),
      };
    case "create":
      if (found !== null) throw changed(edit.file);
      return { ...common, ...createSides(edit.content), ...dressOf(edit), staged, mode: edit.mode };
    case "remove":
      return {
        ...common,
        ...(await removeSides(disk, edit.content, edit.file, target)),
        staged: null,
        mode: null,
      };
  }
}

/** `null` where it stays. */
function newMode({ file, mode }: PatchEdit, found: Examined | null): number | null {
  if (mode === undefined) return null;
  if (found?.attributes.mode !== mode.before) throw changed(file);
  return mode.after;
}

type Sides = Pick<FileStep, "before" | "after" | "whole" | "hunks" | "size" | "fixed" | "encoding">;
type Written = Pick<FileStep, "mechanism" | "keepTimes">;

interface Sight {
  readonly target: string;
  readonly found: Examined | null;
}

async function patchSides(disk: DiskReader, edit: PatchEdit, { target, found }: Sight): Promise<Sides> {
  const { encoding } = edit;
  if (encoding !== undefined) return encodedSides(disk, edit, { target, encoding });
  if (edit.base === null) {
    const isAsRead = found !== null && (edit.size === undefined || edit.size === found.size);
    if (!isAsRead || !stand(found, edit.hunks)) throw changed(edit.file);
    const fixed = edit.size === undefined ? {} : ({ fixed: true } as const);
    return { before: null, after: null, whole: false, hunks: edit.hunks, size: found.size, ...fixed };
  }
  const content = await readOr(disk, target, edit.file);
  if (digest(content) !== edit.base || !hunksMatch(content, edit.hunks)) throw changed(edit.file);
  const after = digest(applyHunks(content, edit.hunks));
  return { before: edit.base, after, whole: true, hunks: edit.hunks, size: content.length };
}

async function encodedSides(
  disk: DiskReader,
  { file, hunks, size }: PatchEdit,
  { target, encoding }: { readonly target: string; readonly encoding: "zstd" },
): Promise<Sides> {
  const content = await readOr(disk, target, file);
  if (!holdsHunks(content, hunks, encoding)) throw changed(file);
  if (size !== undefined && decode(content, encoding).length !== size) throw changed(file);
  const after = digest(applyEncoded(content, hunks, encoding));
  return { before: digest(content), after, whole: true, hunks, size: content.length, encoding };
}

/** A required file is always replaced, so that nobody ever reads half of it; a session line of the same length is not. */
function patchMechanism(edit: PatchEdit, staged: string): Written & Pick<FileStep, "staged"> {
  const keepTimes = edit.keepTimes === true;
  const isPlaced = edit.base === null && edit.encoding === undefined && keepsLength(edit.hunks);
  if (isPlaced) return { mechanism: "place", staged: null, keepTimes };
  return { mechanism: "replace", staged, keepTimes };
}

function dressOf({ owner, times }: CreateEdit): Pick<FileStep, "owner" | "times"> {
  return { ...(owner === undefined ? {} : { owner }), ...(times === undefined ? {} : { times }) };
}

function createSides(content: Uint8Array): Sides & Written {
  const hunks = [{ offset: 0, before: new Uint8Array(), after: content }];
  return {
    before: null,
    after: digest(content),
    whole: true,
    hunks,
    size: 0,
    mechanism: "replace",
    keepTimes: false,
  };
}

async function removeSides(
  disk: DiskReader,
  content: Uint8Array,
  file: string,
  target: string,
): Promise<Sides & Written> {
  const before = digest(content);
  if (digest(await readOr(disk, target, file)) !== before) throw changed(file);
  const hunks = [{ offset: 0, before: content, after: new Uint8Array() }];
  return {
    before,
    after: null,
    whole: true,
    hunks,
    size: content.length,
    mechanism: "remove",
    keepTimes: false,
  };
}

/** What has to be read to see whether the file is what the plan read; a whole file is read apart. */
function guardRanges({ base, encoding, hunks }: PatchEdit): readonly Range[] {
  return base === null && encoding === undefined ? hunks.map(beforeRange) : [];
}

/** The last look before the swap: what the tool wrote while we staged must not be written over. Throws `changed`. */
export async function requireBefore(disk: DiskReader, step: FileStep): Promise<void> {
  if ((await digestOf(disk, step.target)) !== step.before) throw changed(step.file);
  if (isRedressed(step) && !(await hasMode(disk, step, step.attributes?.mode))) throw changed(step.file);
}

/** It gets another mode than it had. */
export function isRedressed({ attributes, mode }: FileStep): boolean {
  return attributes !== null && mode !== null;
}

export async function hasMode(
  disk: DiskReader,
  { target }: FileStep,
  mode: number | null | undefined,
): Promise<boolean> {
  return (await disk.stat(target))?.mode === mode;
}

/** Of the whole file; `null` when it is not there. */
export async function digestOf(disk: DiskReader, target: string): Promise<Digest | null> {
  return (await disk.stat(target)) === null ? null : digest(await disk.read(target));
}

/** Whether `before` stands at each hunk's offset, reading only those bytes. */
export async function standsAt(disk: DiskReader, target: string, hunks: readonly Hunk[]): Promise<boolean> {
  const found = await disk.examine(target, hunks.map(beforeRange));
  return found !== null && stand(found, hunks);
}

/** The same for a file of which those ranges were read. */
export function stand({ pieces }: Examined, hunks: readonly Hunk[]): boolean {
  return hunks.every(({ before }, index) => Buffer.compare(pieces[index] ?? new Uint8Array(), before) === 0);
}

/** Where a hunk's `before` has to stand. */
export function beforeRange({ offset, before }: Hunk): Range {
  return { offset, length: before.length };
}

async function readOr(disk: DiskReader, target: string, file: string): Promise<Uint8Array> {
  if ((await disk.stat(target)) === null) throw changed(file);
  return disk.read(target);
}
