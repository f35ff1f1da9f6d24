import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { PatchEdit, RowsEdit, Unit } from "@zcf/contract";
import { expect, test } from "vitest";
import { nodeDisk } from "../disk/node-disk.ts";
import { createJournal } from "../journal/journal.ts";
import { filePath } from "../path.ts";
import { BEGIN } from "../testing/begin-record.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { memoryMemo } from "../view/memo.ts";
import { createView } from "../view/view.ts";
import { applyBatch, type BatchResult } from "./batch.ts";

/** A unit that makes a file longer and moves what is stored of it, as two subjects. */
function growing(root: string, name: string): Unit {
  const file = filePath(join(root, name));
  const hunks = [{ offset: 0, before: Buffer.from("alpha"), after: Buffer.from("a_longer_id") }];
  const patch: PatchEdit = { kind: "patch", group: "notes", file, base: null, hunks, size: 6 };
  return {
    kind: "unit",
    id: name,
    subjects: [`${name}1`, `${name}2`],
    group: "notes",
    edits: [patch, rows(root, name)],
    exclusive: [],
    locks: [],
    remember: [],
  };
}

/** The end of the file moves; its beginning is only guarded. */
function rows(root: string, name: string): RowsEdit {
  const absent = [{ name: `${name}-late` }];
  const at = (key: string, before: number, after: number): RowsEdit["changes"][number] => ({
    key: { name: key },
    before: { at: before },
    after: { at: after },
  });
  const database = filePath(join(root, "offsets.sqlite"));
  const changes = [at(`${name}-start`, 0, 0), at(`${name}-end`, 6, 12)];
  return { kind: "rows", group: "notes", database, table: "offsets", changes, absent };
}

async function inHome(use: (root: string) => Promise<void>): Promise<void> {
  await inDirectory(async (root) => {
    const database = new DatabaseSync(join(root, "offsets.sqlite"));
    database.exec("CREATE TABLE offsets (name TEXT PRIMARY KEY, at INTEGER)");
    for (const name of ["a", "b"]) {
      await writeFile(join(root, name), "alpha\n");
      database.prepare("INSERT INTO offsets VALUES (?, 0), (?, 6)").run(`${name}-start`, `${name}-end`);
    }
    database.close();
    await use(root);
  });
}

async function apply(root: string): Promise<BatchResult> {
  const disk = await nodeDisk();
  return applyBatch({
    disk,
    journal: await createJournal(disk, join(root, "op"), BEGIN),
    operation: "op",
    number: 1,
    store: 0,
    units: [growing(root, "a"), growing(root, "b")],
    view: createView({ disk, roots: [root], memo: memoryMemo(disk), recall: async () => null }),
    remember: async () => {},
  });
}

function store(root: string, name: string, at: number): void {
  const database = new DatabaseSync(join(root, "offsets.sqlite"));
  database.prepare("UPDATE offsets SET at = ? WHERE name = ?").run(at, name);
  database.close();
}

function stored(root: string): readonly unknown[] {
  const database = new DatabaseSync(join(root, "offsets.sqlite"), { readOnly: true });
  const found = database.prepare("SELECT at FROM offsets ORDER BY name").all();
  database.close();
  return found.map(({ at }) => at);
}

const text = (root: string, name: string): Promise<string> => readFile(join(root, name), "utf8");

test("a row that is only guarded stays, and the others change", () =>
  inHome(async (root) => {
    expect(await apply(root)).toEqual({ applied: ["a", "b"], skipped: [] });
    expect(stored(root)).toEqual([12, 0, 12, 0]);
  }));

test("a guarded row that changed takes its whole unit back, named once for each subject", () =>
  inHome(async (root) => {
    store(root, "a-start", 3);
    const { applied, skipped } = await apply(root);
    expect(applied).toEqual(["b"]);
    expect(skipped.map(({ id, code }) => [id, code])).toEqual([
      ["a1", "rows-changed"],
      ["a2", "rows-changed"],
    ]);
    expect([await text(root, "a"), await text(root, "b")]).toEqual(["alpha\n", "a_longer_id\n"]);
    expect(stored(root)).toEqual([6, 3, 12, 0]);
  }));

test("a file that somebody appended to since is left: what was stored of it meanwhile would be wrong", () =>
  inHome(async (root) => {
    await appendFile(join(root, "a"), "more\n");
    const { applied, skipped } = await apply(root);
    expect(applied).toEqual(["b"]);
    expect(skipped).toMatchObject([
      { id: "a1", code: "changed" },
      { id: "a2", code: "changed" },
    ]);
    expect(await text(root, "a")).toBe("alpha\nmore\n");
  }));

test("a row that must not be there, and is, takes the unit back as well", () =>
  inHome(async (root) => {
    const database = new DatabaseSync(join(root, "offsets.sqlite"));
    database.exec("INSERT INTO offsets VALUES ('a-late', 3)");
    database.close();
    expect(await apply(root)).toMatchObject({ applied: ["b"], skipped: [{ code: "rows-changed" }, {}] });
    expect(await text(root, "a")).toBe("alpha\n");
    expect(stored(root)).toEqual([6, 3, 0, 12, 0]);
  }));
