import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Goal } from "@zcf/contract";
import { expect, test } from "vitest";
import { requireSessions } from "./require-sessions.ts";
import { file, meta, rolloutName, threadId } from "./sessions/testing/session-lines.ts";
import { homeOpener } from "./testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });
const [ONE, TWO] = [threadId(1), threadId(2)];
const FILES = {
  [`sessions/2026/11/23/${rolloutName(ONE)}`]: file(meta(ONE, "alpha")),
  [`archived_sessions/${rolloutName(TWO)}.zst`]: "compressed",
};

async function asked(goal: Goal): Promise<unknown> {
  return open(FILES, async ({ store, view }) =>
    requireSessions(store, view, goal).then(
      () => "fine",
      (error: unknown) => error,
    ),
  );
}

const sync = (...sessions: readonly string[]): Goal => ({ kind: "sync", target: null, sessions });

test.each<[string, Goal]>([
  ["every session", { kind: "sync", target: null, sessions: null }],
  ["sessions that are there, archived and compressed ones too", sync(ONE, TWO)],
  ["a switch", { kind: "switch", target: "beta", sessions: "sync", force: false }],
])("%s", async (_, goal) => {
  expect(await asked(goal)).toBe("fine");
});

test("every unknown one is named, with what may have been meant", async () => {
  expect(await asked(sync("nope", ONE, "nope", ONE.slice(0, 12).toUpperCase()))).toMatchObject({
    kind: "usage",
    code: "codex.unknown-session",
    params: { sessions: ["nope", ONE.slice(0, 12).toUpperCase()], closest: [ONE, TWO] },
    hints: [{ code: "codex.hint-list-sessions" }],
  });
});

test("the same for a way back", async () => {
  const slip = `${ONE.slice(0, -1)}f`;
  expect(await asked({ kind: "restore", sessions: [slip] })).toMatchObject({
    params: { sessions: [slip], closest: [ONE, TWO] },
  });
});
