import { cp, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { differences, isSqliteSidecar, readTree, viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { CONTRACT, type Goal, type Store, type StoreAdapter, type View } from "@zcf/contract";
import { createSwitcher, type Report, type Switcher } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { countSessions } from "./count-sessions.ts";
import { planSessions } from "./plan-sessions.ts";

/**
 * Real session files of Codex 0.142.0 and 0.169.0, with `base_instructions` shortened and long conversation lines left
 * out, moved by core itself: positioned writes, replaced files, locks, journal.
 */
const FIXTURES = join(import.meta.dirname, "fixtures");
const LONGER = "a_much_longer_provider_id";

interface Sample {
  readonly version: string;
  readonly threads: number;
  /** Files whose bytes change: segments count one by one. */
  readonly files: number;
}

const SAMPLES: readonly Sample[] = [
  { version: "0.142.0", threads: 3, files: 3 },
  { version: "0.142.0-fork-metadata", threads: 2, files: 2 },
  { version: "0.169.0", threads: 3, files: 3 },
  { version: "0.169.0-fork-revert", threads: 4, files: 5 },
];

interface Setting {
  readonly home: string;
  readonly switcher: Switcher;
  readonly move: (provider: string) => Promise<Report>;
  readonly counts: () => Promise<Readonly<Record<string, number>>>;
}

async function withSample(version: string, use: (setting: Setting) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const home = join(directory, "codex");
    await cp(join(FIXTURES, version), home, { recursive: true, preserveTimestamps: true });
    await makeIndex(home);
    const switcher = createSwitcher({
      adapters: [sessionsOnly()],
      environment: { home, platform: "linux", variables: {} },
      stateHome: join(directory, "zcf"),
    });
    const move = async (target: string): Promise<Report> =>
      switcher.apply(await switcher.plan({ tools: ["codex"], target }));
    await use({ home, switcher, move, counts: () => countIn(home) });
  });
}

/** An index that names every thread of the home, as Codex's does. */
async function makeIndex(home: string): Promise<void> {
  const names = [...(await readTree(home)).keys()].flatMap(
    (name) => /T[\d-]{8}-(.{36})(?:_.*)?\.jsonl$/.exec(name) ?? [],
  );
  const database = new DatabaseSync(join(home, "state_5.sqlite"));
  database.exec("CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL)");
  const insert = database.prepare("INSERT OR IGNORE INTO threads VALUES (?, 'alpha')");
  for (const id of names.filter((name) => name.length === 36)) insert.run(id);
  database.close();
}

function rowsIn(home: string): readonly string[] {
  const database = new DatabaseSync(join(home, "state_5.sqlite"), { readOnly: true });
  const rows = database.prepare("SELECT model_provider FROM threads").all();
  database.close();
  return rows.map((row) => String(row["model_provider"]));
}

async function countIn(home: string): Promise<Readonly<Record<string, number>>> {
  const view = await viewOf({ roots: [home] });
  const counts = await countSessions(storeAt(view, home), view);
  return Object.fromEntries(counts.map(({ provider, sessions }) => [provider, sessions]));
}

function storeAt(view: View, path: string): Store {
  const home = view.path(path);
  const snapshot = { exclude: [], history: [], databases: [] };
  return { adapter: "codex", home, readRoots: [home], writeRoots: [home], variables: {}, snapshot };
}

function targetOf(goal: Goal): string {
  if (goal.kind !== "switch") throw new Error("only switches");
  return goal.target;
}

/** An adapter that moves sessions and has nothing else. */
function sessionsOnly(): StoreAdapter {
  return {
    contract: CONTRACT,
    id: "codex",
    aliases: [],
    name: "Codex",
    groups: [{ id: "sessions", stage: "optional" }],
    locate: async (environment, view) => [storeAt(view, environment.home)],
    inspect: async () => ({ current: null, targets: [], drift: [], notices: [], sessions: null }),
    plan: async (store, view, goal) => {
      const { units } = planSessions(store, view, { provider: targetOf(goal), threads: null });
      return { required: [], locks: [], remember: [], units, notices: [], secrets: [] };
    },
  };
}

const READ = { skip: (name: string) => isSqliteSidecar(name) || name.endsWith(".sqlite") };

describe.each(SAMPLES)("sessions of $version", ({ version, threads, files }) => {
  test("move in place and come back byte for byte, times and all", () =>
    withSample(version, async ({ home, move, counts }) => {
      const before = await readTree(home, READ);
      expect(await counts()).toEqual({ alpha: threads });
      const there = await move("beta");
      expect(there.stores[0]).toMatchObject({ applied: { sessions: threads }, skipped: [] });
      expect(await counts()).toEqual({ beta: threads });
      expect(rowsIn(home)).toEqual(Array.from({ length: threads }, () => "beta"));
      const between = await readTree(home, READ);
      expect(differences(before, between)).toHaveLength(files);
      for (const [name, { mtimeUs }] of before) expect(between.get(name)?.mtimeUs, name).toBe(mtimeUs);
      expect((await move("beta")).outcome).toBe("nothing");
      await move("alpha");
      expect(differences(before, await readTree(home, READ))).toEqual([]);
    }));

  test("no line but those that name a provider changes", () =>
    withSample(version, async ({ home, move }) => {
      const before = await linesOf(home);
      await move("beta");
      const after = await linesOf(home);
      expect(after.length).toBe(before.length);
      const changed = before.filter((line, index) => line !== after[index]);
      for (const line of changed) expect(line).toMatch(/^{[^{]*"(session_meta|event_msg)","payload":{/);
      expect(after.map((line) => line.replace(/"beta" /g, '"alpha"'))).toEqual(before);
    }));

  test("to a longer id: grow", () =>
    withSample(version, async ({ home, move, counts }) => {
      const report = await move(LONGER);
      expect(report.stores[0]).toMatchObject({ applied: { sessions: threads }, skipped: [] });
      expect(await counts()).toEqual({ [LONGER]: threads });
      for (const line of await linesOf(home)) expect(() => JSON.parse(line) as unknown).not.toThrow();
      const sizes = await sizesOf(home);
      await move("beta");
      await move(LONGER);
      expect(await sizesOf(home)).toEqual(sizes);
    }));
});

async function filesOf(home: string): Promise<readonly string[]> {
  const names = [...(await readTree(home)).keys()].filter((name) => name.endsWith(".jsonl"));
  return names.map((name) => join(home, name));
}

async function linesOf(home: string): Promise<readonly string[]> {
  const texts = (await filesOf(home)).map(async (file) =>
    (await readFile(file, "utf8")).trimEnd().split("\n"),
  );
  return (await Promise.all(texts)).flat();
}

async function sizesOf(home: string): Promise<readonly number[]> {
  return Promise.all((await filesOf(home)).map(async (file) => (await stat(file)).size));
}
