import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  type Fault,
  faultyDisk,
  isSqliteSidecar,
  type Moment,
  readTree,
  type TreeEntry,
  withTemporaryDirectory,
} from "@zcf/adapter-testkit";
import { createSwitcher, type Disk, nodeDisk, type Report } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { codex } from "./adapter.ts";
import { file, message, meta, rolloutName, settings, threadId } from "./sessions/testing/session-lines.ts";

/** Invariant 2, for every kind of write that a switch of a Codex home makes. */
const LONGER = "a_much_longer_provider_id";
const MOMENTS: readonly Moment[] = ["before", "torn", "after"];
const THEN = new Date("2025-01-02T03:04:05.678Z");
const MATRIX = { timeout: 240_000 };

const CONFIG = `# mine\r\nmodel_provider = "alpha" # now\r\nmodel = "gpt-5.5"\r\n${["alpha", "beta", LONGER]
  .map(
    (id) =>
      `\r\n[model_providers.${id}]\r\nname = "${id}"\r\nbase_url = "http://127.0.0.1:1/${id}"\r\nrequires_openai_auth = true\r\ntemp_env_key = "${id}_KEY"\r\n`,
  )
  .join("")}`;
const AUTH = `{\n  "OPENAI_API_KEY": "sk-alpha",\n  "alpha_KEY": "sk-alpha",\n  "beta_KEY": "sk-beta",\n  "${LONGER}_KEY": "sk-longer"\n}\n`;

/** Two threads that stay in place or grow, one of them archived, one with rows in two places, and one already there. */
const SESSIONS: Readonly<Record<string, string>> = {
  [`sessions/2026/11/23/${rolloutName(threadId(1))}`]: file(
    meta(threadId(1), "alpha"),
    message("hello"),
    settings("alpha"),
    message("again"),
  ),
  [`archived_sessions/${rolloutName(threadId(2))}`]: file(meta(threadId(2), "alpha"), message("old")),
  [`sessions/2026/11/23/${rolloutName(threadId(3))}`]: file(meta(threadId(3), "beta"), message("other")),
};

async function makeHome(home: string): Promise<void> {
  await mkdir(join(home, "sessions/2026/11/23"), { recursive: true });
  await mkdir(join(home, "archived_sessions"));
  await mkdir(join(home, "thread-writer-locks"));
  await mkdir(join(home, "sqlite"));
  const files = {
    "config.toml": CONFIG,
    "auth.json": AUTH,
    "auth.lock": "",
    "thread-writer-locks/.coordination.lock": "",
    ...SESSIONS,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(home, name), text, { mode: name === "auth.json" ? 0o600 : 0o644 });
    await utimes(join(home, name), THEN, THEN);
  }
  makeIndex(join(home, "state_5.sqlite"));
  makeIndex(join(home, "sqlite/state_5.sqlite"));
}

function makeIndex(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL)");
  const insert = database.prepare("INSERT INTO threads VALUES (?, ?)");
  for (const [id, provider] of [
    [1, "alpha"],
    [2, "alpha"],
    [3, "beta"],
  ] as const)
    insert.run(threadId(id), provider);
  database.close();
}

interface Picture {
  readonly files: ReadonlyMap<string, TreeEntry>;
  /** Provider by database and thread. */
  readonly rows: ReadonlyMap<string, string>;
}

async function picture(home: string): Promise<Picture> {
  const skip = (name: string): boolean => isSqliteSidecar(name) || name.endsWith(".sqlite");
  const rows = ["state_5.sqlite", "sqlite/state_5.sqlite"].flatMap((name) => {
    const database = new DatabaseSync(join(home, name), { readOnly: true });
    const found = database.prepare("SELECT id, model_provider FROM threads").all();
    database.close();
    return found.map((row) => [`${name} ${String(row["id"])}`, String(row["model_provider"])] as const);
  });
  return { files: await readTree(home, { skip }), rows: new Map(rows) };
}

function switcherOn(root: string, disk?: Disk) {
  return createSwitcher({
    adapters: [codex()],
    environment: { home: root, platform: "linux", variables: { CODEX_HOME: join(root, "home") } },
    stateHome: join(root, "zcf"),
    ...(disk === undefined ? {} : { disk }),
  });
}

async function switchTo(root: string, target: string, disk?: Disk): Promise<Report> {
  const switcher = switcherOn(root, disk);
  return switcher.apply(await switcher.plan({ tools: ["codex"], target }));
}

const REQUIRED = ["config.toml", "auth.json"];

function expectEitherSide(found: Picture, before: Picture, after: Picture): void {
  const isSet = (side: Picture): boolean => REQUIRED.every((name) => sameContent(found, side, name));
  expect(isSet(before) || isSet(after)).toBe(true);
  for (const [name] of Object.entries(SESSIONS)) {
    const thread = /T[\d-]{8}-(.{36})\.jsonl$/.exec(name)?.[1] ?? "";
    const isUnit = (side: Picture): boolean =>
      sameContent(found, side, name) &&
      found.files.get(name)?.mtimeUs === side.files.get(name)?.mtimeUs &&
      [...side.rows].every(([row, provider]) => !row.endsWith(thread) || found.rows.get(row) === provider);
    expect([name, isUnit(before) || isUnit(after)]).toEqual([name, true]);
  }
  const known = new Set([...before.files.keys(), ...after.files.keys()]);
  expect([...found.files.keys()].filter((name) => !known.has(name) && !name.endsWith(".lock"))).toEqual([]);
}

function sameContent(found: Picture, side: Picture, name: string): boolean {
  const [a, b] = [found.files.get(name), side.files.get(name)];
  return a?.content === b?.content && a?.mode === b?.mode;
}

async function sides(target: string) {
  return withTemporaryDirectory(async (root) => {
    await makeHome(join(root, "home"));
    const before = await picture(join(root, "home"));
    const counting = faultyDisk(await nodeDisk(), null);
    const report = await switchTo(root, target, counting.disk);
    return { before, after: await picture(join(root, "home")), calls: counting.calls, report };
  });
}

async function recovered(root: string): Promise<Picture> {
  await switcherOn(root).recover();
  return picture(join(root, "home"));
}

describe.each(["beta", LONGER])("a switch to %s", (target) => {
  test("moves what it should, and takes no lock file along", async () => {
    const { before, after, report } = await sides(target);
    expect(report.stores[0]?.applied).toEqual({ sessions: target === "beta" ? 2 : 3 });
    expect(report.stores[0]?.skipped).toEqual([]);
    expect([...after.files.keys()]).toEqual([...before.files.keys()]);
    expect(new Set(after.rows.values())).toEqual(new Set([target]));
  });

  test(
    "killed before, in and after every call: all of config and auth, and each session, is one side",
    MATRIX,
    async () => {
      const { before, after, calls } = await sides(target);
      for (const moment of MOMENTS) {
        for (let call = 0; call < calls.length; call += 1) {
          await withTemporaryDirectory(async (root) => {
            await makeHome(join(root, "home"));
            const fault: Fault = { call, moment, failure: "death" };
            await expect(switchTo(root, target, faultyDisk(await nodeDisk(), fault).disk)).rejects.toThrow();
            expectEitherSide(await recovered(root), before, after);
          });
        }
      }
      console.info(`${calls.length * MOMENTS.length} deaths on the way to ${target}`);
    },
  );

  test(
    "a full disk at any call: never between, and the switch can be made again afterwards",
    MATRIX,
    async () => {
      const { before, after, calls } = await sides(target);
      for (let call = 0; call < calls.length; call += 1) {
        await withTemporaryDirectory(async (root) => {
          await makeHome(join(root, "home"));
          const { disk } = faultyDisk(await nodeDisk(), { call, moment: "torn", failure: "ENOSPC" });
          await switchTo(root, target, disk).catch(() => {});
          expectEitherSide(await recovered(root), before, after);
          await switchTo(root, target);
          const found = await picture(join(root, "home"));
          expect(new Set(found.rows.values())).toEqual(new Set([target]));
          for (const name of Object.keys(SESSIONS))
            expect([name, sameContent(found, after, name)]).toEqual([name, true]);
        });
      }
    },
  );
});
