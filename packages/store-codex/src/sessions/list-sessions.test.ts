import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { type Json, type Session, SwitchError, type View } from "@zcf/contract";
import { expect, onTestFinished, test } from "vitest";
import { listSessions } from "./list-sessions.ts";
import { file, meta, rolloutName, settings, threadId } from "./testing/session-lines.ts";

const [ONE, TWO, THREE] = [threadId(1), threadId(2), threadId(3)];
const DAY = "sessions/2026/11/23";

interface Setting {
  readonly ledger?: ReadonlyMap<string, Json>;
  /** Replaces what the view says. */
  readonly see?: Partial<View>;
  /** Called with the home before it is looked at. */
  readonly before?: (home: string) => Promise<void>;
}

/** The sessions of a home with these files. */
async function sessionsOf(
  files: Readonly<Record<string, string>>,
  { ledger = new Map(), see = {}, before }: Setting = {},
): Promise<readonly Session[]> {
  return withTemporaryDirectory(async (directory) => {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(directory, name)), { recursive: true });
      await writeFile(join(directory, name), content);
    }
    await before?.(directory);
    const view = { ...(await viewOf({ roots: [directory], ledger })), ...see };
    const home = view.path(directory);
    const snapshot = { exclude: [], history: [], databases: [] };
    const store = { adapter: "codex", home, readRoots: [home], writeRoots: [], variables: {}, snapshot };
    const found: Session[] = [];
    for await (const session of listSessions(store, view)) found.push(session);
    return found;
  });
}

/** Keeps a file open, or locked, in another process until the test is over. */
async function hold(command: string, args: readonly string[], open?: string): Promise<void> {
  const input = open === undefined ? "ignore" : openSync(open, "r");
  const child = spawn(command, args, { stdio: [input, "ignore", "ignore"] });
  if (typeof input === "number") closeSync(input);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child, "spawn");
}

test("every thread, sorted by id, with the provider its newest file names", async () => {
  const found = await sessionsOf({
    [`${DAY}/${rolloutName(THREE)}`]: file(meta(THREE, "beta")),
    [`archived_sessions/${rolloutName(TWO)}`]: file(meta(TWO, "alpha"), settings("beta", TWO)),
    [`${DAY}/${rolloutName(ONE)}`]: file(meta(ONE, "alpha")),
    [`${DAY}/${rolloutName(ONE, THREE)}`]: file(meta(ONE, "beta")),
  });
  const common = { archived: false, live: false, problem: null };
  expect(found).toEqual([
    { ...common, id: ONE, provider: "beta", original: "beta" },
    { ...common, id: TWO, provider: "alpha", original: "alpha", archived: true },
    { ...common, id: THREE, provider: "beta", original: "beta" },
  ]);
});

test("nothing in a home without sessions, nor in files without a byte", async () => {
  expect(await sessionsOf({})).toEqual([]);
  expect(await sessionsOf({ [`${DAY}/${rolloutName(ONE)}`]: "" })).toEqual([]);
});

test("the original provider is the ledger's, else the file's note, else the present one", async () => {
  const noted = { original_model_provider: "first" };
  const found = await sessionsOf(
    {
      [`${DAY}/${rolloutName(ONE)}`]: file(meta(ONE, "beta", noted)),
      [`${DAY}/${rolloutName(TWO)}`]: file(meta(TWO, "beta", noted)),
      [`${DAY}/${rolloutName(THREE)}`]: file(meta(THREE, undefined)),
    },
    { ledger: new Map([[`sessions/${ONE}`, { original: "alpha" }]]) },
  );
  expect(found.map(({ provider, original }) => [provider, original])).toEqual([
    ["beta", "alpha"],
    ["beta", "first"],
    [null, null],
  ]);
});

test("what a move would leave out is there, with the reason", async () => {
  const found = await sessionsOf(
    {
      [`${DAY}/${rolloutName(ONE)}`]: "no session\n",
      [`archived_sessions/${rolloutName(TWO)}`]: file(meta(THREE, "alpha")),
      "sessions/rollout-copy.jsonl": file(meta(ONE, "alpha")),
    },
    { ledger: new Map([[`sessions/${ONE}`, { original: "alpha" }]]) },
  );
  expect(found).toMatchObject([
    { id: ONE, provider: null, original: "alpha", problem: { code: "codex.session-unreadable" } },
    { id: TWO, provider: null, archived: true, problem: { code: "codex.session-misnamed" } },
    {
      id: "sessions/rollout-copy.jsonl",
      provider: null,
      problem: {
        code: "codex.session-misnamed",
        params: { file: expect.stringMatching(/rollout-copy/) as unknown },
      },
    },
  ]);
});

test("a place that cannot be read is named, and the rest is listed", async () => {
  const denied = (path: string): SwitchError =>
    new SwitchError({ kind: "environment", code: "unreadable", params: { file: path, system: "EACCES" } });
  const plain = await viewOf();
  const list: View["list"] = (directory, suffix, depth) => {
    if (directory.endsWith("archived_sessions")) throw denied(directory);
    return plain.list(directory, suffix, depth);
  };
  const found = await sessionsOf({ [`${DAY}/${rolloutName(ONE)}`]: file(meta(ONE, "a")) }, { see: { list } });
  expect(found).toMatchObject([
    { id: ONE, problem: null },
    { id: "archived_sessions", problem: { code: "unreadable", params: { system: "EACCES" } } },
  ]);
});

test.each(["open", "flock"])("a session that another process has (%s)", async (how) => {
  const before = async (home: string): Promise<void> => {
    const lock = join(home, "thread-writer-locks", `${ONE}.lock`);
    const [command, args, open] =
      how === "open"
        ? (["sleep", ["60"], join(home, DAY, rolloutName(ONE))] as const)
        : (["flock", ["--no-fork", lock, "sleep", "60"], undefined] as const);
    await hold(command, args, open);
  };
  const files = {
    [`${DAY}/${rolloutName(ONE)}`]: file(meta(ONE, "alpha")),
    [`${DAY}/${rolloutName(TWO)}`]: file(meta(TWO, "alpha")),
    [`thread-writer-locks/${ONE}.lock`]: "",
  };
  await expect
    .poll(async () => (await sessionsOf(files, { before }))[0])
    .toMatchObject({ id: ONE, provider: "alpha", live: true, problem: { code: "codex.session-live" } });
  const [one, two] = await sessionsOf(files, { before });
  expect(one?.problem?.params).toMatchObject({ thread: ONE, how });
  expect(two).toMatchObject({ id: TWO, live: false, problem: null });
});

test("files are read as sessions are asked for, not all at once", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `01a205c5-0000-7000-8000-0000000000${10 + index}`);
  const files = Object.fromEntries(
    names.map((id) => [`${DAY}/${rolloutName(id)}`, file(meta(id, "alpha"))] as const),
  );
  await withTemporaryDirectory(async (directory) => {
    await mkdir(join(directory, DAY), { recursive: true });
    for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
    const plain = await viewOf({ roots: [directory] });
    let scans = 0;
    const memo: View["memo"] = (path, key, compute) => {
      scans += 1;
      return plain.memo(path, key, compute);
    };
    const home = plain.path(directory);
    const snapshot = { exclude: [], history: [], databases: [] };
    const store = { adapter: "codex", home, readRoots: [home], writeRoots: [], variables: {}, snapshot };
    for await (const { id } of listSessions(store, { ...plain, memo })) {
      expect(id).toBe(names[0]);
      break;
    }
    expect(scans).toBeLessThan(20);
  });
});
