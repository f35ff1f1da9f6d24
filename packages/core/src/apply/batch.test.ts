import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SwitchError, type Unit, type View } from "@zcf/contract";
import { expect, test } from "vitest";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { createJournal } from "../journal/journal.ts";
import { filePath } from "../path.ts";
import { BEGIN } from "../testing/begin-record.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { memoryMemo } from "../view/memo.ts";
import { createView } from "../view/view.ts";
import { applyBatch } from "./batch.ts";

const HUNK = { offset: 0, before: Buffer.from("alpha"), after: Buffer.from("beta ") };
function unitAt(root: string, id: string): Unit {
  const file = filePath(join(root, id));
  const edits = [{ kind: "patch", group: "notes", file, base: null, hunks: [HUNK] }] as const;
  return { kind: "unit", id, group: "notes", edits, exclusive: [file], locks: [], remember: [] };
}

function lockOf(file: string): Unit["locks"] {
  return [{ kind: "flock", file: filePath(file), presence: "ephemeral", waitMs: 0 }];
}

async function batchOn(root: string, units: readonly Unit[], see: Partial<View>, disk: Disk) {
  for (const { id } of units) await writeFile(join(root, id), "alpha\n");
  const recall = async (): Promise<null> => null;
  return applyBatch({
    disk,
    journal: await createJournal(disk, join(root, "op"), BEGIN),
    operation: "op",
    number: 1,
    store: 0,
    units,
    view: { ...createView({ disk, roots: [root], memo: memoryMemo(disk), recall }), ...see },
    remember: async () => {},
  });
}

test("a lock file that cannot be opened costs its own unit, and says which file it is", async () => {
  await inDirectory(async (root) => {
    await mkdir(join(root, "a.lock"));
    const units = ["a", "b"].map((id) => ({ ...unitAt(root, id), locks: lockOf(join(root, `${id}.lock`)) }));
    const { applied, skipped } = await batchOn(root, units, {}, await nodeDisk());
    expect(applied).toEqual(["b"]);
    const params = { file: join(root, "a.lock"), system: "EISDIR" };
    expect(skipped).toMatchObject([{ id: "a", code: "write-failed", params }]);
    expect(await readFile(join(root, "a"), "utf8")).toBe("alpha\n");
    await expect(stat(join(root, "b.lock"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});

test("a file whose holders cannot be asked for costs its own unit", async () => {
  await inDirectory(async (root) => {
    const params = { file: join(root, "a"), system: "EACCES" };
    const holders: View["holders"] = async (file) => {
      if (file === params.file) throw new SwitchError({ kind: "environment", code: "unreadable", params });
      return [];
    };
    const units = [unitAt(root, "a"), unitAt(root, "b")];
    const { applied, skipped } = await batchOn(root, units, { holders }, await nodeDisk());
    expect(applied).toEqual(["b"]);
    expect(skipped).toMatchObject([{ id: "a", code: "unreadable", params }]);
  });
});

test("a file that changed while the batch was prepared is not written to", async () => {
  await inDirectory(async (root) => {
    const real = await nodeDisk();
    const append: Disk["append"] = async (path, content) => {
      if (Buffer.from(content).includes("batch")) await writeFile(join(root, "a"), "other text\n");
      await real.append(path, content);
    };
    const { applied, skipped } = await batchOn(root, [unitAt(root, "a")], {}, { ...real, append });
    expect(applied).toEqual([]);
    expect(skipped).toMatchObject([{ id: "a", code: "changed", params: { file: join(root, "a") } }]);
    expect(await readFile(join(root, "a"), "utf8")).toBe("other text\n");
  });
});
