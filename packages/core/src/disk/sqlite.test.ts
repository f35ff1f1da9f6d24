import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { changeRows, copyDatabase, queryRows } from "./sqlite.ts";
import { loadSqlite } from "./sqlite-driver.ts";

async function inDatabase(use: (path: string, live: DatabaseSync) => Promise<void>): Promise<void> {
  await inDirectory(async (directory) => {
    const path = join(directory, "state.sqlite");
    const live = new DatabaseSync(path);
    live.exec(
      "PRAGMA journal_mode = WAL; CREATE TABLE threads (id TEXT PRIMARY KEY, provider TEXT, seen INTEGER)",
    );
    for (const id of ["a", "b", "c"]) live.prepare("INSERT INTO threads VALUES (?, 'alpha', 1)").run(id);
    await use(path, live);
    live.close();
  });
}

async function driver() {
  const found = await loadSqlite();
  if (found === null) throw new Error("these tests run where SQLite is");
  return found;
}

function move(id: string, before: string, after: string) {
  return { key: { id }, before: { provider: before }, after: { provider: after } };
}

async function providers(path: string): Promise<readonly unknown[]> {
  const rows = [];
  for await (const row of queryRows(await driver(), path, "SELECT provider FROM threads ORDER BY id", []))
    rows.push(row);
  return rows.map((row) => row["provider"]);
}

describe("rows", () => {
  test("change under a live WAL writer, all units of a database in one call", async () => {
    await inDatabase(async (path) => {
      const units = ["a", "b"].map((id) => ({
        unit: id,
        table: "threads",
        changes: [move(id, "alpha", "beta")],
      }));
      expect(changeRows(await driver(), path, units)).toEqual([]);
      expect(await providers(path)).toEqual(["beta", "beta", "alpha"]);
    });
  });

  test("a unit whose row is not as planned is undone alone, also its earlier rows", async () => {
    await inDatabase(async (path, live) => {
      live.exec("UPDATE threads SET provider = 'gamma' WHERE id = 'b'");
      const refusals = changeRows(await driver(), path, [
        { unit: "one", table: "threads", changes: [move("a", "alpha", "beta"), move("b", "alpha", "beta")] },
        { unit: "two", table: "threads", changes: [move("c", "alpha", "beta")] },
      ]);
      expect(refusals.map(({ unit, code }) => [unit, code])).toEqual([["one", "changed"]]);
      expect(await providers(path)).toEqual(["alpha", "gamma", "beta"]);
    });
  });

  test("a database that refuses names every unit and changes nothing", async () => {
    await inDatabase(async (path) => {
      const units = ["a", "b"].map((id) => ({
        unit: id,
        table: "missing",
        changes: [move(id, "alpha", "beta")],
      }));
      expect(changeRows(await driver(), path, units).map(({ code }) => code)).toEqual([
        "database",
        "database",
      ]);
      expect(await providers(path)).toEqual(["alpha", "alpha", "alpha"]);
    });
  });

  test("of a database that is missing are refused, and no empty one is made", async () => {
    await inDirectory(async (directory) => {
      const path = join(directory, "state.sqlite");
      const units = [{ unit: "one", table: "threads", changes: [move("a", "alpha", "beta")] }];
      expect(changeRows(await driver(), path, units)).toMatchObject([{ unit: "one", code: "database" }]);
      expect(await readdir(directory)).toEqual([]);
    });
  });

  test("integers beyond 2^53 keep every digit, NULL matches NULL", async () => {
    await inDatabase(async (path, live) => {
      const large = 9_007_199_254_740_993n;
      live.prepare("UPDATE threads SET seen = ?, provider = NULL WHERE id = 'a'").run(large);
      const change = {
        key: { id: "a" },
        before: { seen: large, provider: null },
        after: { seen: large + 1n, provider: "x" },
      };
      expect(changeRows(await driver(), path, [{ unit: "a", table: "threads", changes: [change] }])).toEqual(
        [],
      );
      const rows = [];
      for await (const row of queryRows(await driver(), path, "SELECT seen FROM threads ORDER BY id", []))
        rows.push(row);
      expect(rows.map((row) => row["seen"])).toEqual([large + 1n, 1, 1]);
    });
  });
});

test("a copy holds what the live database holds, its WAL included", async () => {
  await inDatabase(async (path) => {
    copyDatabase(await driver(), path, `${path}.copy`);
    expect(await providers(`${path}.copy`)).toEqual(["alpha", "alpha", "alpha"]);
  });
});

test("a broken file is a typed error that names it", async () => {
  await inDirectory(async (directory) => {
    const query = queryRows(await driver(), join(directory, "missing.sqlite"), "SELECT 1", []);
    await expect(query[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "database" });
  });
});
