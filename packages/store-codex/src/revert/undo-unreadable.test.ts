import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { file, message, meta, rolloutName, threadId } from "../sessions/testing/session-lines.ts";
import { configOf, withUndoHome } from "./testing/undo-home.ts";

const nameOf = (digit: number): string => `sessions/2026/11/23/${rolloutName(threadId(digit))}`;
const sessionOf = (digit: number): Readonly<Record<string, string>> => ({
  [nameOf(digit)]: file(meta(threadId(digit), "alpha"), message("hello")),
});

test.each([
  ["became a directory", "codex.session-gone", (path: string) => mkdir(path)],
  ["cannot be read", "unreadable", (path: string) => symlink(path, path)],
])("a session whose file %s is left out with a reason, and the others go back", async (_, code, make) => {
  const files = { "config.toml": configOf('model_provider = "alpha"'), ...sessionOf(1), ...sessionOf(2) };
  await withUndoHome(files, async (home) => {
    await home.run({ target: "beta" });
    await home.remove(nameOf(1));
    await make(join(home.home, nameOf(1)));
    const report = await home.run({ undo: "last" });
    expect(report.stores).toMatchObject([{ applied: { sessions: 1 }, skipped: [{ code }] }]);
    expect(await home.read(nameOf(2))).toContain('"alpha"');
    expect(await home.read("config.toml")).toBe(files["config.toml"]);
  });
});
