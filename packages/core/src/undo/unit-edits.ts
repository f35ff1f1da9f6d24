import type { Edit, FileEdit, PatchEdit, RowsEdit } from "@zcf/contract";
import { growth, invertHunks } from "../bytes/hunks.ts";
import type { Attributes, DiskReader } from "../disk/disk.ts";
import type { FileStep, RowsStep, UnitStep } from "../journal/step.ts";
import { filePath } from "../path.ts";

/** What a unit changed, as the edits that it was made with. */
export function madeEdits({ group, files, rows }: UnitStep): readonly Edit[] {
  return [...files.map((step) => madeFile(step)), ...rows.map((step) => rowsEdit(group, step))];
}

/** What puts an applied unit back to the last byte, files first, rows second. */
export async function backEdits(
  disk: DiskReader,
  { group, files, rows }: UnitStep,
): Promise<readonly Edit[]> {
  const back: Edit[] = [];
  for (const step of files) back.push((await encodedBack(disk, step)) ?? fileBack(step));
  return [...back, ...rows.map((step) => rowsEdit(group, invertRows(step)))];
}

/** An encoded file goes back whole, from its copy; where that is gone, what it says goes back. */
async function encodedBack(disk: DiskReader, step: FileStep): Promise<FileEdit | null> {
  const { kept, file, group, after: base, attributes } = step;
  if (kept === undefined || attributes === null || (await disk.stat(kept)) === null) return null;
  const hunks = [{ offset: 0, before: await disk.read(file), after: await disk.read(kept) }];
  return { kind: "patch", group, file: filePath(file), base, hunks, ...timesBack(step, attributes) };
}

/** Times that were kept are the user's; others were there before. */
function timesBack(
  { keepTimes }: FileStep,
  { atimeNs, mtimeNs }: Attributes,
): Pick<PatchEdit, "keepTimes" | "times"> {
  return keepTimes ? { keepTimes: true } : { times: { atimeNs, mtimeNs } };
}

function madeFile(step: FileStep): FileEdit {
  const { hunks, size, fixed, encoding, keepTimes } = step;
  const [only] = hunks;
  const common = { group: step.group, file: filePath(step.file) };
  if (step.attributes === null)
    return { ...common, kind: "create", content: only?.after ?? new Uint8Array(), mode: step.mode ?? 0o600 };
  if (step.mechanism === "remove")
    return { ...common, kind: "remove", content: only?.before ?? new Uint8Array() };
  const base = encoding === undefined ? step.before : null;
  return {
    ...common,
    kind: "patch",
    base,
    hunks,
    ...(fixed === true ? { size } : {}),
    ...(encoding === undefined ? {} : { encoding }),
    ...(keepTimes ? { keepTimes } : {}),
  };
}

function fileBack(step: FileStep): FileEdit {
  const { attributes, hunks, size, fixed, encoding } = step;
  const [only] = hunks;
  const common = { group: step.group, file: filePath(step.file) };
  if (attributes === null) return { ...common, kind: "remove", content: only?.after ?? new Uint8Array() };
  if (step.mechanism === "remove") {
    const { mode, uid, gid, atimeNs, mtimeNs } = attributes;
    const dress = { mode, owner: { uid, gid }, times: { atimeNs, mtimeNs } };
    return { ...common, kind: "create", content: only?.before ?? new Uint8Array(), ...dress };
  }
  const base = encoding === undefined ? step.after : null;
  return {
    ...common,
    kind: "patch",
    base,
    hunks: invertHunks(hunks),
    ...(fixed === true ? { size: size + growth(hunks) } : {}),
    ...(encoding === undefined ? {} : { encoding }),
    ...timesBack(step, attributes),
  };
}

function invertRows(step: RowsStep): RowsStep {
  const changes = step.changes.map(({ key, before, after }) => ({ key, before: after, after: before }));
  return { ...step, changes };
}

function rowsEdit(group: string, { database, table, changes, absent }: RowsStep): RowsEdit {
  const edit = { kind: "rows", group, database: filePath(database), table, changes } as const;
  return absent === undefined ? edit : { ...edit, absent };
}
