import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { file, message, meta, rolloutName, threadId } from "../sessions/testing/session-lines.ts";
import { configOf, withUndoHome } from "./testing/undo-home.ts";

const NAME = `sessions/2026/11/23/${rolloutName(threadId(1))}.zst`;

test("a packed session that was changed since its switch was undone is left out of the redo with a reason", async () => {
  const files = { "config.toml": configOf('model_provider = "alpha"'), [NAME]: "" };
  await withUndoHome(files, async (home) => {
    const path = join(home.home, NAME);
    const said = async (): Promise<string> => zstdDecompressSync(await readFile(path)).toString("utf8");
    await writeFile(path, zstdCompressSync(file(meta(threadId(1), "alpha"), message("hello"))));
    expect(await home.run({ target: "beta" })).toMatchObject({ stores: [{ applied: { sessions: 1 } }] });
    await home.run({ undo: "last" });
    const longer = (await said()) + file(message("again"));
    await writeFile(path, zstdCompressSync(longer));
    const report = await home.run({ undo: "last" });
    expect(report).toMatchObject({ outcome: "partial", stores: [{ skipped: [{ code: "changed" }] }] });
    expect(await said()).toBe(longer);
  });
});
