import { appendFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeDisk } from "../disk/node-disk.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { openLedger } from "./ledger.ts";

test("the first word on a key stands, unless it is replaced", async () => {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    const file = join(root, "ledger", "home.ndjson");
    const ledger = openLedger(disk, file);
    await ledger.remember(disk, [{ key: "thread", value: { original: "alpha" }, write: "first" }]);
    await ledger.remember(disk, [{ key: "thread", value: { original: "beta" }, write: "first" }]);
    await ledger.remember(disk, [{ key: "model", value: "a", write: "replace" }]);
    await ledger.remember(disk, [{ key: "model", value: "b", write: "replace" }]);
    const again = openLedger(disk, file);
    expect(await again.recall("thread")).toEqual({ original: "alpha" });
    expect(await again.recall("model")).toBe("b");
    await again.remember(disk, [{ key: "model", value: null, write: "replace" }]);
    expect(await openLedger(disk, file).recall("model")).toBe(null);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

test("a line that a crash tore is passed over, and the next one is whole", async () => {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    const file = join(root, "home.ndjson");
    await openLedger(disk, file).remember(disk, [{ key: "a", value: 1, write: "first" }]);
    await appendFile(file, '{"v":1,"key":"torn","va');
    await openLedger(disk, file).remember(disk, [{ key: "b", value: 2, write: "first" }]);
    const ledger = openLedger(disk, file);
    expect([await ledger.recall("a"), await ledger.recall("torn"), await ledger.recall("b")]).toEqual([
      1,
      null,
      2,
    ]);
  });
});

test("nothing new writes nothing, and a missing ledger remembers nothing", async () => {
  await inDirectory(async (root) => {
    const disk = await nodeDisk();
    const file = join(root, "none.ndjson");
    await openLedger(disk, file).remember(disk, []);
    expect(await openLedger(disk, file).recall("x")).toBe(null);
    await expect(stat(file)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
