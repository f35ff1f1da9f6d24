import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { nodeDisk } from "../disk/node-disk.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { bringRows, rowSide } from "./row-side.ts";

const CHANGE = { key: { id: "a" }, before: { owner: "alpha" }, after: { owner: "beta" } };

async function inIndex(schema: string | null, use: (rows: Parameters<typeof rowSide>[1]) => Promise<void>) {
  await inDirectory(async (root) => {
    const database = join(root, "index.sqlite");
    if (schema !== null) {
      const made = new DatabaseSync(database);
      made.exec(schema);
      made.close();
    }
    await use({ database, table: "notes", changes: [CHANGE] });
  });
}

test.each([
  ["another table", "CREATE TABLE other (id TEXT)"],
  ["another column", "CREATE TABLE notes (id TEXT, provider TEXT)"],
  ["no database", null],
])("where the tool has %s now there is nothing of ours to take back", async (_name, schema) => {
  await inIndex(schema, async (rows) => {
    const disk = await nodeDisk();
    expect(await rowSide(disk, rows, CHANGE)).toBe("foreign");
    expect(await bringRows(disk, "a", { rows, to: "before" })).toBe(false);
  });
});

test("a row of ours is taken back", async () => {
  await inIndex(
    "CREATE TABLE notes (id TEXT, owner TEXT); INSERT INTO notes VALUES ('a', 'beta')",
    async (rows) => {
      const disk = await nodeDisk();
      expect(await bringRows(disk, "a", { rows, to: "before" })).toBe(true);
      expect(await rowSide(disk, rows, CHANGE)).toBe("before");
    },
  );
});
