import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { SessionCount } from "@zcf/contract";
import { expect, test } from "vitest";
import { countSessions } from "./count-sessions.ts";
import { file, meta, rolloutName, settings, threadId } from "./testing/session-lines.ts";

const [ONE, TWO, THREE] = [threadId(1), threadId(2), threadId(3)];

async function count(files: Readonly<Record<string, string>>): Promise<readonly SessionCount[]> {
  return withTemporaryDirectory(async (directory) => {
    for (const place of ["sessions", "archived_sessions"]) await mkdir(join(directory, place));
    for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
    const view = await viewOf({ roots: [directory] });
    const home = view.path(directory);
    const snapshot = { exclude: [], history: [], databases: [] };
    return countSessions(
      { adapter: "codex", home, readRoots: [home], writeRoots: [], variables: {}, snapshot },
      view,
    );
  });
}

test("counts threads, archived ones too, sorted by provider", async () => {
  const found = await count({
    [`sessions/${rolloutName(ONE)}`]: file(meta(ONE, "beta")),
    [`sessions/${rolloutName(TWO)}`]: file(meta(TWO, "alpha"), settings("beta", TWO)),
    [`archived_sessions/${rolloutName(THREE)}`]: file(meta(THREE, "beta")),
  });
  expect(found).toEqual([
    { provider: "alpha", sessions: 1 },
    { provider: "beta", sessions: 2 },
  ]);
});

test("a reverted thread is one session, listed by its newest file", async () => {
  const found = await count({
    [`sessions/${rolloutName(ONE)}`]: file(meta(ONE, "alpha")),
    [`sessions/${rolloutName(ONE, TWO)}`]: file(meta(ONE, "beta")),
  });
  expect(found).toEqual([{ provider: "beta", sessions: 1 }]);
});

test("a session of every provider is counted under none", async () => {
  expect(await count({ [`sessions/${rolloutName(ONE)}`]: file(meta(ONE, undefined)) })).toEqual([
    { provider: "", sessions: 1 },
  ]);
});

test("what holds no session is not counted", async () => {
  const found = await count({
    [`sessions/${rolloutName(ONE)}`]: "",
    [`sessions/${rolloutName(TWO)}`]: "no session",
    [`sessions/${rolloutName(THREE)}.zst`]: "zstd",
    "sessions/rollout-copy.jsonl": file(meta(ONE, "alpha")),
  });
  expect(found).toEqual([]);
});
