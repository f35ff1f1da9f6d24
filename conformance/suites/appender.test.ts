import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { appendedNumbers, startAppender } from "../src/appender.ts";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { namedProviders, rolloutOf } from "../src/rollouts.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

const LINES = 1_000;
const ALL = Array.from({ length: LINES }, (_, number) => number);
const IN_PLACE = ["alpha", "gamma"];
// Each is longer than any place for the one before it, so that each switch replaces the file; then back again.
const GROWING = ["alpha", ...[60, 120, 180, 240].map((length) => "l".repeat(length))];
const FAST_ENOUGH = 3;

describe.each(CODEX_VERSIONS)(
  "codex %s: a process appends to a session file while zcf switches",
  (version) => {
    test.each([
      ["ids of one length", IN_PLACE],
      ["ids of growing length", GROWING],
    ])(
      "%s, the file opened for each line: every line arrives whole, and the session moves",
      async (_, ids) => {
        const session = await withSession(version, ids);
        const { home, file } = session;
        const appender = await startAppender(file, LINES, "opened");
        const moves = await switchWhile(home, ids, appender.running);
        expect(await appender.ended).toBe(0);
        expect(await appendedNumbers(file)).toEqual(ALL);
        expect(moves).toBeGreaterThanOrEqual(FAST_ENOUGH);
        await expectOn(session, ids);
      },
    );

    test.each([
      ["ids of one length", IN_PLACE],
      ["ids of growing length", GROWING],
    ])(
      "%s, the file held open: it is skipped and named, every line arrives, and it moves later",
      async (_, ids) => {
        const session = await withSession(version, ids);
        const { home, id, file } = session;
        const appender = await startAppender(file, LINES, "held");
        for (let round = 1; appender.running(); round++) {
          const switched = await zcfSwitch(home, ids[round % ids.length] ?? "");
          expectExit(switched, 0);
          if (!appender.running() || round % ids.length === 0) continue;
          expect(switched.stdout + switched.stderr).toContain(id);
          expect(await providersIn(home)).toEqual(["alpha"]);
        }
        expect(await appender.ended).toBe(0);
        expect(await appendedNumbers(file)).toEqual(ALL);
        await expectOn(session, ids);
      },
    );
  },
);

interface WithSession {
  readonly home: CodexHome;
  readonly id: string;
  readonly file: string;
}

async function withSession(version: string, providers: readonly string[]): Promise<WithSession> {
  const home = await codexHomeForTest({ version, providers });
  const id = await codexExec(home, "first question");
  return { home, id, file: join(home.codexHome, await rolloutOf(home.codexHome, id)) };
}

/** Switches through the ids again and again; tells how often the session moved. */
async function switchWhile(home: CodexHome, ids: readonly string[], running: () => boolean): Promise<number> {
  let moves = 0;
  for (let round = 1; running(); round++) {
    const target = ids[round % ids.length] ?? "";
    expectExit(await zcfSwitch(home, target), 0);
    if ((await providersIn(home)).every((provider) => provider === target)) moves++;
  }
  return moves;
}

/** Each provider that session files name, once. */
async function providersIn(home: CodexHome): Promise<readonly unknown[]> {
  return [...new Set(Object.values(await namedProviders(home.codexHome)).flat())];
}

/** Nothing hinders any more: the session follows to the last id, and goes on there with all it holds. */
async function expectOn({ home, id, file }: WithSession, ids: readonly string[]): Promise<void> {
  const [first = "", last = ""] = [ids[0], ids.at(-1)];
  expectExit(await zcfSwitch(home, last, "--strict"), 0);
  await expectListed(home, [id]);
  await expectResumes(home, id, { on: last, notOn: first });
  expect(await appendedNumbers(file)).toEqual(ALL);
}
