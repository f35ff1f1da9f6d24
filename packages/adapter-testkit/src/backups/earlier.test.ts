import { mkdir, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeToyHome } from "../toy/toy-home.ts";
import { inToyWorld, worldAt } from "./toy-world.ts";

describe("what earlier versions left", () => {
  async function addEarlier(home: string, name: string, bytes: number): Promise<string> {
    const path = join(home, "backup", name);
    await mkdir(join(path, "sessions"), { recursive: true });
    await writeFile(join(path, "sessions/one.jsonl"), Buffer.alloc(bytes));
    return path;
  }

  test("is listed with its size, and removed on request only", async () => {
    await inToyWorld(async (world) => {
      const one = await addEarlier(world.home, "backup_2025-01-01", 3000);
      const two = await addEarlier(world.home, "backup_2025-02-01", 70_000);
      await addEarlier(world.home, "mine", 5);
      const { earlier } = await world.switcher().backups();
      expect(earlier.map(({ path, bytes, problem }) => [path, bytes, problem])).toEqual([
        [one, 3000, null],
        [two, 70_000, null],
      ]);
      expect((await world.switcher().pruneBackups({ keep: 0, maxBytes: 0 })).earlier.removed).toEqual([]);
      const done = await world.switcher().pruneBackups({ earlier: [two] });
      expect([done.earlier.removed.map(({ path }) => path), done.freed]).toEqual([[two], 70_000]);
      expect(await readdir(join(world.home, "backup"))).toEqual(["backup_2025-01-01", "mine"]);
      await world.switcher().pruneBackups({ earlier: true });
      expect(await readdir(join(world.home, "backup"))).toEqual(["mine"]);
    });
  });

  test("a link is refused, wherever in the way it is, and what it leads to stays", async () => {
    await inToyWorld(async (world) => {
      const elsewhere = await addEarlier(world.root, "backup_0", 10);
      await addEarlier(world.home, "backup_1", 10);
      await symlink(elsewhere, join(world.home, "backup/backup_2"));
      const done = await world.switcher().pruneBackups({ earlier: true });
      expect(done.earlier.kept).toMatchObject([
        { path: join(world.home, "backup/backup_2"), bytes: 0, problem: "link" },
      ]);
      expect(await readdir(join(world.home, "backup"))).toEqual(["backup_2"]);
      expect((await stat(join(elsewhere, "sessions/one.jsonl"))).size).toBe(10);

      const linked = worldAt(join(world.root, "linked"));
      await makeToyHome(linked.home, 0);
      await symlink(join(world.root, "backup"), join(linked.home, "backup"));
      expect((await linked.switcher().pruneBackups({ earlier: true })).earlier).toMatchObject({
        removed: [],
        kept: [{ problem: "link" }],
      });
      expect((await stat(join(elsewhere, "sessions/one.jsonl"))).size).toBe(10);
    });
  });
});
