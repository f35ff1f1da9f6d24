import { basename, dirname, join } from "node:path";
import type { FileEdit, Hunk, PatchEdit } from "@zcf/contract";
import { digest } from "../bytes/digest.ts";
import { applyEncoded, decode, holdsHunks } from "../bytes/encoding.ts";
import { applyHunks, hunksMatch, keepsLength } from "../bytes/hunks.ts";
import type { DiskReader } from "../disk/disk.ts";
import { changed } from "../errors.ts";
import type { FileStep } from "../journal/step.ts";

/** Looks at the file, checks that it is what the plan read, and notes all that is needed to write and to take back. */
export async function prepareStep(disk: DiskReader, edit: FileEdit, operation: string): Promise<FileStep> {
  const target = await disk.resolve(edit.file);
  const attributes = await disk.attributes(target);
  const ino = (await disk.stat(target))?.ino ?? null;
  const common = {
    group: edit.group,
    file: edit.file,
    target,
    attributes,
    ino,
    sensitive: edit.sensitive === true,
  };
  const staged = join(dirname(target), `.${basename(target)}.zcf-${operation}.tmp`);
  switch (edit.kind) {
    case "patch":
      return {
        ...common,
        ...(await patchSides(disk, edit, target)),
        ...patchMechanism(edit, staged),
        mode: null,
      };
    case "create":
      if (attributes !== null) throw changed(edit.file);
      return { ...common, ...createSides(edit.content), staged, mode: edit.mode };
    case "remove":
      return {
        ...common,
        ...(await removeSides(disk, edit.content, edit.file, target)),
        staged: null,
        mode: null,
      };
  }
}

type Sides = Pick<FileStep, "before" | "after" | "whole" | "hunks" | "size" | "encoding">;
type Written = Pick<FileStep, "mechanism" | "keepTimes">;

async function patchSides(disk: DiskReader, edit: PatchEdit, target: string): Promise<Sides> {
  const { encoding } = edit;
  if (encoding !== undefined) return encodedSides(disk, edit, { target, encoding });
  if (edit.base === null) {
    const stat = await disk.stat(target);
    const isAsRead = stat !== null && (edit.size === undefined || edit.size === stat.size);
    if (!isAsRead || !(await standsAt(disk, target, edit.hunks))) throw changed(edit.file);
    return { before: null, after: null, whole: false, hunks: edit.hunks, size: stat.size };
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

/** The last look before the swap: what the tool wrote while we staged must not be written over. Throws `changed`. */
export async function requireBefore(disk: DiskReader, { target, before, file }: FileStep): Promise<void> {
  const current = (await disk.stat(target)) === null ? null : digest(await disk.read(target));
  if (current !== before) throw changed(file);
}

/** Whether `before` stands at each hunk's offset, reading only those bytes. */
export async function standsAt(disk: DiskReader, target: string, hunks: readonly Hunk[]): Promise<boolean> {
  for (const { offset, before } of hunks) {
    const found = await disk.read(target, { offset, length: before.length });
    if (Buffer.compare(found, before) !== 0) return false;
  }
  return true;
}

async function readOr(disk: DiskReader, target: string, file: string): Promise<Uint8Array> {
  if ((await disk.stat(target)) === null) throw changed(file);
  return disk.read(target);
}
