import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { MadeUnit, Unit } from "@zcf/contract";
import { expect, test } from "vitest";
import { applyBatch } from "../apply/batch.ts";
import { restoreUnit } from "../apply/restore-unit.ts";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { createJournal, KEPT } from "../journal/journal.ts";
import { readJournal } from "../journal/read-journal.ts";
import type { UnitStep } from "../journal/step.ts";
import { filePath } from "../path.ts";
import { BEGIN } from "../testing/begin-record.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { memoryMemo } from "../view/memo.ts";
import { createView } from "../view/view.ts";
import { madeUnits } from "./made-units.ts";

const TEXT = `alpha\n${"what was said\n".repeat(500)}`;
/** Not as our encoder writes it. */
const PACKED = zstdCompressSync(TEXT, { params: { [constants.ZSTD_c_compressionLevel]: 19 } });
function unitAt(path: string): Unit {
  const hunks = [{ offset: 0, before: Buffer.from("alpha"), after: Buffer.from("a-longer-id") }];
  const file = filePath(path);
  const edit = {
    kind: "patch",
    group: "notes",
    file,
    base: null,
    hunks,
    keepTimes: true,
    encoding: "zstd",
  } as const;
  return { kind: "unit", id: "a", group: "notes", edits: [edit], exclusive: [], locks: [], remember: [] };
}

async function applied(disk: Disk, root: string, unit: Unit): Promise<UnitStep> {
  const directory = join(root, "operations", "op");
  await applyBatch({
    disk,
    journal: await createJournal(disk, directory, BEGIN),
    operation: "op",
    number: 1,
    store: 0,
    units: [unit],
    view: viewOn(disk, root),
    remember: async () => {},
  });
  const batch = (await readJournal(disk, directory)).find((record) => record.type === "batch");
  const [step] = batch?.units ?? [];
  if (step === undefined) throw new Error("nothing was applied");
  return step;
}

function viewOn(disk: Disk, root: string) {
  return createView({ disk, roots: [root], memo: memoryMemo(disk), recall: async () => null });
}

async function inHome(use: (root: string, path: string, step: UnitStep) => Promise<void>): Promise<void> {
  await inDirectory(async (root) => {
    await mkdir(join(root, "operations"));
    const path = join(root, "a.zst");
    await writeFile(path, PACKED);
    await use(root, path, await applied(await nodeDisk(), root, unitAt(path)));
  });
}

test("an encoded file that is taken back has its own bytes again, not those of our encoder", () =>
  inHome(async (_root, path, step) => {
    expect(zstdDecompressSync(await readFile(path)).toString()).toContain("a-longer-id");
    await restoreUnit(await nodeDisk(), step);
    expect(Buffer.compare(await readFile(path), PACKED)).toBe(0);
  }));

test("undone, too; its copy is for its owner alone", () =>
  inHome(async (root, path, step) => {
    const disk = await nodeDisk();
    expect((await stat(join(root, "operations", "op", KEPT))).mode & 0o777).toBe(0o700);
    expect((await stat(step.files[0]?.kept ?? "")).mode & 0o777).toBe(0o600);
    const [back] = await unitsBack(disk, root, step);
    const [edit] = back?.back ?? [];
    expect(edit).toMatchObject({ kind: "patch", file: path, keepTimes: true });
    const hunk = edit?.kind === "patch" ? edit.hunks[0] : undefined;
    expect(Buffer.compare(hunk?.after ?? new Uint8Array(), PACKED)).toBe(0);
  }));

test("its time goes back too, where it was not kept", () =>
  inHome(async (root, _path, kept) => {
    const step = { ...kept, files: kept.files.map((file) => ({ ...file, keepTimes: false })) };
    const [back] = await unitsBack(await nodeDisk(), root, step);
    const { atimeNs, mtimeNs } = step.files[0]?.attributes ?? {};
    expect(back?.back).toMatchObject([{ times: { atimeNs, mtimeNs } }]);
  }));

test("without the copy, what the file says goes back", () =>
  inHome(async (root, path, step) => {
    await rm(step.files[0]?.kept ?? "");
    const disk = await nodeDisk();
    const [back] = await unitsBack(disk, root, step);
    expect(back?.back).toMatchObject([{ kind: "patch", encoding: "zstd" }]);
    await restoreUnit(disk, step);
    expect(zstdDecompressSync(await readFile(path)).toString()).toBe(TEXT);
  }));

async function unitsBack(disk: Disk, root: string, step: UnitStep) {
  const note = { adapter: "toy", home: root, from: null, to: null };
  const made = { operation: "op", note, steps: [], batches: [[step]], ledger: [] };
  const found: MadeUnit[] = [];
  for await (const unit of madeUnits(disk, made, { isAsked: () => true, view: viewOn(disk, root) }))
    found.push(unit);
  return found;
}
