import type { FileEdit, MadeChange } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { OWN_GROUP } from "../admit/own-group.ts";
import { digest } from "../bytes/digest.ts";
import { applyHunks, invertHunks } from "../bytes/hunks.ts";
import type { DiskReader } from "../disk/disk.ts";
import type { FileStep } from "../journal/step.ts";
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
  if (now === step.before) return keptAs(step, content);
  requireHunks(step, operation);
  if (now !== step.after) return changedSince(step, operation);
  return { ...common(step), ...exactSides(step, content), now: "exact" };
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

/** Puts an `exact` file back. Mode and owner are the user's to change; they come back only with a file that was gone. */
export function exactEdit(step: FileStep, { group, file, before, after }: MadeChange): FileEdit {
  const shared = { group, file, ...(step.sensitive ? SENSITIVE : {}) };
  const { attributes, hunks } = step;
  if (attributes === null) return { ...shared, kind: "remove", content: after ?? new Uint8Array() };
  const { mode, uid, gid, atimeNs, mtimeNs } = attributes;
  const times = { atimeNs, mtimeNs };
  if (after !== null)
    return { ...shared, kind: "patch", base: digest(after), hunks: invertHunks(hunks), times };
  const content = before ?? new Uint8Array();
  return { ...shared, kind: "create", content, mode, owner: { uid, gid }, times };
}

const SENSITIVE = { sensitive: true } as const;

function requireHunks(step: FileStep, operation: string): void {
  if (step.hunks.length === 0) throw conflict("undo-dropped", step, operation);
}

function conflict(code: "undo-changed" | "undo-dropped", { file }: FileStep, operation: string): SwitchError {
  return new SwitchError({ kind: "conflict", code, params: { file, operation } });
}
