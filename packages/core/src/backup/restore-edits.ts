import { dirname } from "node:path";
import type { FileEdit, Notice } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import type { KeptFile } from "./kept-file.ts";
import { restoreEdit } from "./restore-edit.ts";

/** Larger files are not put back: a plan has both sides of an edit in memory, and the journal has them once more. */
const MOST_BYTES = 64 * 2 ** 20;

export interface Restored {
  readonly edits: readonly FileEdit[];
  readonly notices: readonly Notice[];
}

/** Core's own edits: those of the files that no adapter plans. */
export async function restoreEdits(
  disk: DiskReader,
  { kept, root }: { readonly kept: readonly KeptFile[]; readonly root: string },
): Promise<Restored> {
  const edits: FileEdit[] = [];
  const left: string[] = [];
  for (const file of kept.filter(({ planned }) => planned === null)) {
    const way = await wayBack(disk, file);
    if (way === "left") left.push(file.file);
    else edits.push(...way);
  }
  return { edits, notices: [ONLY_FILES, ...(left.length === 0 ? [] : [leftNotice(left, root)])] };
}

/** `left`: there is no edit that could put it back. */
async function wayBack(disk: DiskReader, file: KeptFile): Promise<readonly FileEdit[] | "left"> {
  const now = await disk.stat(file.file);
  if (now === null && file.size === null) return [];
  if (now !== null && now.kind !== "file") return "left";
  if (now !== null && (await file.isSame())) return [];
  if (Math.max(now?.size ?? 0, file.size ?? 0) > MOST_BYTES) return "left";
  // A directory is nothing that an edit makes.
  if (now === null && (await disk.stat(dirname(file.file)))?.kind !== "directory") return "left";
  const today = now === null ? null : await disk.read(file.file);
  return restoreEdit(file, { kept: await file.content(), today });
}

const ONLY_FILES: Notice = { code: "restore-files-only", severity: "info", params: {} };

function leftNotice(files: readonly string[], path: string): Notice {
  return { code: "restore-left", severity: "warning", incomplete: true, params: { files, path } };
}
