import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";
import { faultyDisk, type Moment, readTree, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, type Disk, nodeDisk, type Report } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "./adapter.ts";
import { CONFIG, forkOf, LONGER, revertOf, root } from "./sessions/testing/made-up-family.ts";
import { readRollout, type Segment, type Written, writeHistory } from "./sessions/testing/made-up-history.ts";

/** Invariants 2 and 7: files that point into each other, and the offsets stored of them, are one side all together. */
const MOMENTS: readonly Moment[] = ["before", "torn", "after"];

/** A thread, its revert, a fork of that, and an archived, compressed fork of the root. */
const FAMILY: readonly Segment[] = [
  root,
  revertOf(0),
  { ...root, from: { segment: 1, turn: 1, how: "fork" } },
  { ...forkOf(0), archived: true, compressed: true },
];

async function makeHome(path: string): Promise<readonly Written[]> {
  const written = await writeHistory(path, FAMILY);
  await writeFile(join(path, "config.toml"), CONFIG);
  await writeFile(join(path, "thread-writer-locks/.coordination.lock"), "");
  return written;
}

interface Picture {
  readonly sessions: unknown;
  readonly files: readonly string[];
}

async function picture(path: string, written: readonly Written[]): Promise<Picture> {
  const texts = await Promise.all(written.map(async ({ file }) => (await readRollout(file)).toString()));
  const tree = await readTree(path, { skip: (name) => name.includes(".sqlite") });
  const times = written.map(({ file }) => tree.get(file.slice(path.length + 1))?.mtimeUs);
  return { sessions: [texts, times, rowsIn(path)], files: [...tree.keys()] };
}

function rowsIn(path: string): unknown {
  const read = (name: string, table: string): unknown => {
    const database = new DatabaseSync(join(path, name), { readOnly: true });
    const rows = database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();
    database.close();
    return rows;
  };
  return [
    read("thread_history_1.sqlite", "thread_turns"),
    read("thread_history_1.sqlite", "thread_history_projection_state"),
    read("state_5.sqlite", "threads"),
  ];
}

function switcherOn(directory: string, disk?: Disk): ReturnType<typeof createSwitcher> {
  return createSwitcher({
    adapters: [codex()],
    environment: {
      home: directory,
      platform: "linux",
      variables: { CODEX_HOME: join(directory, "home") },
    },
    stateHome: join(directory, "zcf"),
    ...(disk === undefined ? {} : { disk }),
  });
}

async function grow(directory: string, disk?: Disk): Promise<Report> {
  const switcher = switcherOn(directory, disk);
  return switcher.apply(await switcher.plan({ tools: ["codex"], target: LONGER }));
}

/** The copy has the very bytes, so that times are all that a fresh home differs in. */
async function withHome<T>(
  use: (directory: string, home: string, written: readonly Written[]) => Promise<T>,
): Promise<T> {
  return withTemporaryDirectory(async (directory) => {
    const home = join(directory, "home");
    return use(directory, home, await makeHome(home));
  });
}

test("killed before, in and after every call: the whole family is one side, offsets and all", {
  timeout: 240_000,
}, async () => {
  const calls = await withHome(async (directory, home, written) => {
    const counting = faultyDisk(await nodeDisk(), null);
    const report = await grow(directory, counting.disk);
    expect(report.stores[0]).toMatchObject({ applied: { sessions: 3 }, skipped: [] });
    expect((await picture(home, written)).files).not.toContain(expect.stringContaining(".tmp"));
    return counting.calls.length;
  });
  const ends = new Set<string>();
  for (const moment of MOMENTS) {
    for (let call = 0; call < calls; call += 1) ends.add(await dieAt(call, moment));
  }
  expect([...ends].toSorted()).toEqual(["after", "before"]);
  console.info(`${calls * MOMENTS.length} deaths of a family`);
});

/** The side that the sessions are on after recovery. */
async function dieAt(call: number, moment: Moment): Promise<string> {
  return withHome(async (directory, home, written) => {
    const before = await picture(home, written);
    const { disk } = faultyDisk(await nodeDisk(), { call, moment, failure: "death" });
    await expect(grow(directory, disk)).rejects.toThrow();
    await switcherOn(directory).recover();
    const found = await picture(home, written);
    expect(found.files.filter((name) => !before.files.includes(name) && !name.endsWith(".lock"))).toEqual([]);
    const isBefore = isDeepStrictEqual(found.sessions, before.sessions);
    await grow(directory);
    const after = await picture(home, written);
    // Whatever was left is on the other side after one more switch, and nothing is in between.
    if (!isBefore) expect(found.sessions).toEqual(after.sessions);
    else expect(after.sessions).not.toEqual(before.sessions);
    return isBefore ? "before" : "after";
  });
}
