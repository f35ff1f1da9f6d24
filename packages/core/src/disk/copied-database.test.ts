import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { readCopiedDatabase } from "./copied-database.ts";

const UNDER_WAY = "SELECT id FROM providers WHERE id LIKE 'x%'";
const SQL = "SELECT id FROM providers ORDER BY id";

/** Name, bytes, mode and times of every file. */
function picture(directory: string): readonly (readonly unknown[])[] {
  return readdirSync(directory)
    .toSorted()
    .map((name) => {
      const path = join(directory, name);
      const { mode, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
      const bytes = createHash("sha256").update(readFileSync(path)).digest("hex");
      return [name, bytes, mode, mtimeNs, ctimeNs, ino];
    });
}

/** Another process that has the database open, with `statements` run and nothing checkpointed. */
async function held(path: string, statements: string, use: () => Promise<void>): Promise<void> {
  const code = `
    const { DatabaseSync } = require("node:sqlite");
    const database = new DatabaseSync(${JSON.stringify(path)});
    database.exec("PRAGMA wal_autocheckpoint = 0");
    database.exec(${JSON.stringify(statements)});
    process.stdout.write("ready");
    process.stdin.resume();`;
  const child = spawn(execPath, ["-e", code], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    await new Promise((resolve, reject) => {
      child.stdout.once("data", resolve);
      child.once("exit", reject);
    });
    await use();
  } finally {
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
  }
}

function made(path: string, mode: "WAL" | "DELETE"): void {
  const database = new DatabaseSync(path);
  database.exec(
    `PRAGMA journal_mode = ${mode}; CREATE TABLE providers (id TEXT); INSERT INTO providers VALUES ('a')`,
  );
  database.close();
}

const temporary = (): readonly string[] => readdirSync(tmpdir()).filter((name) => /^zcf-.{6}$/.test(name));

describe("a copied database", () => {
  test.each(["WAL", "DELETE"] as const)("in %s mode, closed: nothing appears beside it", async (mode) => {
    await inDirectory(async (directory) => {
      const path = join(directory, "cc-switch.db");
      made(path, mode);
      const before = picture(directory);
      expect(await readCopiedDatabase(path, SQL)).toEqual([{ id: "a" }]);
      expect(picture(directory)).toEqual(before);
      expect(before).toHaveLength(1);
    });
  });

  test("open in another process: what only the WAL holds is read, and not a byte changes", async () => {
    await inDirectory(async (directory) => {
      const path = join(directory, "cc-switch.db");
      made(path, "WAL");
      await held(path, "INSERT INTO providers VALUES ('b')", async () => {
        const before = picture(directory);
        expect(before.map(([name]) => name)).toEqual([
          "cc-switch.db",
          "cc-switch.db-shm",
          "cc-switch.db-wal",
        ]);
        expect(await readCopiedDatabase(path, SQL)).toEqual([{ id: "a" }, { id: "b" }]);
        expect(picture(directory)).toEqual(before);
      });
      // Whoever had it open is dead now, and has left the WAL.
      const left = picture(directory);
      expect(await readCopiedDatabase(path, SQL)).toEqual([{ id: "a" }, { id: "b" }]);
      expect(picture(directory)).toEqual(left);
    });
  });

  test("a transaction that is under way, or that died, is not read", async () => {
    await inDirectory(async (directory) => {
      const path = join(directory, "cc-switch.db");
      made(path, "DELETE");
      const database = new DatabaseSync(path);
      database.exec(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO providers SELECT 'p' || i FROM n",
      );
      database.close();
      const spill = "PRAGMA cache_size = 5; BEGIN; UPDATE providers SET id = 'x' || id";
      await held(path, spill, async () => {
        expect(readdirSync(directory)).toContain("cc-switch.db-journal");
        expect(await readCopiedDatabase(path, UNDER_WAY)).toEqual([]);
      });
      expect(await readCopiedDatabase(path, UNDER_WAY)).toEqual([]);
    });
  });

  test("the copy is gone afterwards, also when it cannot be read", async () => {
    await inDirectory(async (directory) => {
      const path = join(directory, "cc-switch.db");
      writeFileSync(path, "no database at all, whatever its name says");
      const before = temporary();
      await expect(readCopiedDatabase(path, SQL)).rejects.toMatchObject({ code: "database" });
      made(join(directory, "good.db"), "WAL");
      await readCopiedDatabase(join(directory, "good.db"), SQL);
      expect(temporary()).toEqual(before);
    });
  });

  test("a table that is not there is said by SQLite", async () => {
    await inDirectory(async (directory) => {
      const path = join(directory, "cc-switch.db");
      new DatabaseSync(path).close();
      writeFileSync(path, "");
      await expect(readCopiedDatabase(path, SQL)).rejects.toMatchObject({
        code: "database",
        params: { file: path, reason: "no such table: providers" },
      });
    });
  });

  test("one that is written to all the time is not read", { timeout: 20_000 }, async () => {
    await inDirectory(async (directory) => {
      const path = join(directory, "cc-switch.db");
      made(path, "WAL");
      const busy = setInterval(() => utimesSync(path, new Date(), new Date()), 5);
      try {
        await expect(readCopiedDatabase(path, SQL)).rejects.toMatchObject({ code: "database" });
      } finally {
        clearInterval(busy);
      }
    });
  });
});
