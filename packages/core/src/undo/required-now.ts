import type { FileEdit, MadeChange, ModeChange } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { OWN_GROUP } from "../admit/own-group.ts";
import { digest } from "../bytes/digest.ts";
import { applyHunks, invertHunks } from "../bytes/hunks.ts";
import type { DiskReader } from "../disk/disk.ts";
import { type FileStep, isModeAlone } from "../journal/step.ts";
import { filePath } from "../path.ts";

/**
 * A required file of an operation as it stands now.
 *
 * @throws SwitchError (conflict) `undo-dropped` where the record does not hold what is needed any more, `undo-changed` for
 * a file that core itself had put back and that somebody has changed since.
 */
export async function requiredNow(disk: DiskReader, step: FileStep, operation: string): Promise<MadeChange> {
  const content = await contentOf(disk, step);
  const now = content === null ? null : digest(content);
  const { before, after } = step;
  const mode = await ownMode(disk, step);
  if (now === before && mode !== null && isModeAlone(step))
    return { ...common(step), before: content, after: content, now: "exact", mode };
  if (now === before) return keptAs(step, content);
  // Whoever has written to it since may have meant the mode it has.
  if (isModeAlone(step)) return keptAs(step, content);
  requireHunks(step, operation);
  if (now !== after) return changedSince(step, operation);
  const dress = mode === null ? {} : { mode };
  return { ...common(step), ...exactSides(step, content), now: "exact", ...dress };
}

/** What the operation made of the mode; `null` where it left it, or somebody has changed it since. */
async function ownMode(disk: DiskReader, step: FileStep): Promise<ModeChange | null> {
  const { attributes, mode, file } = step;
  if (attributes === null || mode === null || (await disk.stat(file))?.mode !== mode) return null;
  return { before: attributes.mode, after: mode };
}

/** A file that nobody asked to take back. */
export async function requiredKept(disk: DiskReader, step: FileStep): Promise<MadeChange> {
  return keptAs(step, await contentOf(disk, step));
}

async function contentOf(disk: DiskReader, { file }: FileStep): Promise<Uint8Array | null> {
  return (await disk.stat(file)) === null ? null : disk.read(file);
}

function common({ group, file }: FileStep): Pick<MadeChange, "group" | "file"> {
  return { group, file: filePath(file) };
}

function keptAs(step: FileStep, content: Uint8Array | null): MadeChange {
  return { ...common(step), before: content, after: content, now: "kept" };
}

function exactSides(step: FileStep, content: Uint8Array | null): Pick<MadeChange, "before" | "after"> {
  if (step.attributes === null) return { before: null, after: content };
  if (content === null) return { before: step.hunks[0]?.before ?? null, after: null };
  const before = applyHunks(content, invertHunks(step.hunks));
  return { before, after: content };
}

function changedSince(step: FileStep, operation: string): MadeChange {
  // No adapter knows what is in it, so nothing but all of it could go back.
  if (step.group === OWN_GROUP.id) throw conflict("undo-changed", step, operation);
  const change = { ...common(step), now: "changed" } as const;
  const [only] = step.hunks;
  if (step.attributes === null) return { ...change, before: null, after: only?.after ?? null };
  if (step.mechanism === "remove") return { ...change, before: only?.before ?? null, after: null };
  if (step.content === undefined) throw conflict("undo-dropped", step, operation);
  return { ...change, before: step.content, after: applyHunks(step.content, step.hunks) };
}

/**
 * Puts an `exact` file back. Mode and owner are the user's to change; they come back only with a file that was gone, and
 * where the operation itself had set the mode.
 */
export function exactEdit(step: FileStep, change: MadeChange): FileEdit {
  const { group, file, before, after } = change;
  const shared = { group, file, ...(step.sensitive ? SENSITIVE : {}) };
  const { attributes, hunks } = step;
  if (attributes === null) return { ...shared, kind: "remove", content: after ?? new Uint8Array() };
  const { mode, uid, gid, atimeNs, mtimeNs } = attributes;
  const times = { atimeNs, mtimeNs };
  if (after !== null) {
    const edit = { ...shared, kind: "patch", base: digest(after), hunks: invertHunks(hunks), times } as const;
    return withMode(edit, change);
  }
  const content = before ?? new Uint8Array();
  return { ...shared, kind: "create", content, mode, owner: { uid, gid }, times };
}

/** With the mode that the file had, where that is the operation's to take back. */
export function withMode(edit: FileEdit, { mode }: MadeChange): FileEdit {
  if (edit.kind !== "patch" || mode === undefined) return edit;
  return { ...edit, mode: { before: mode.after, after: mode.before } };
}

const SENSITIVE = { sensitive: true } as const;

function requireHunks(step: FileStep, operation: string): void {
  if (step.hunks.length === 0) throw conflict("undo-dropped", step, operation);
}

function conflict(code: "undo-changed" | "undo-dropped", { file }: FileStep, operation: string): SwitchError {
  return new SwitchError({ kind: "conflict", code, params: { file, operation } });
}
