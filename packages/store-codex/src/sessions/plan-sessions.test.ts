import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Capabilities, Edit, Json, Skipped, Store, Unit, View } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";
import { describe, expect, onTestFinished, test } from "vitest";
import { planSessions } from "./plan-sessions.ts";
import { planned, remarks } from "./testing/made-up-home.ts";
import { file, message, meta, rolloutName, settings, threadId } from "./testing/session-lines.ts";

const [ONE, TWO, THREE] = [threadId(1), threadId(2), threadId(3)];
const DAY = "sessions/2026/11/23";
const LONGER = "a_much_longer_provider_id";

/** A temporary Codex home and what a test does with it. */
class Home {
  readonly path: string;
  readonly ledger = new Map<string, Json>();
  can: Partial<Capabilities> = {};
  readonly #view: View;

  constructor(path: string, view: View) {
    this.path = path;
    this.#view = view;
  }

  get view(): View {
    const recall = async (key: string): Promise<Json | null> => this.ledger.get(key) ?? null;
    return { ...this.#view, recall, can: { ...this.#view.can, ...this.can } };
  }

  get store(): Store {
    const home = this.view.path(this.path);
    const snapshot = { exclude: [], history: [], databases: [] };
    return { adapter: "codex", home, readRoots: [home], writeRoots: [home], variables: {}, snapshot };
  }

  async write(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  /** A live session in today's directory. */
  async session(thread: string, content: string | Uint8Array): Promise<string> {
    return this.write(`${DAY}/${rolloutName(thread)}`, content);
  }

  async text(name: string): Promise<string> {
    return readFile(join(this.path, name), "utf8");
  }

  async database(name: string, rows: Readonly<Record<string, string>>): Promise<string> {
    const path = await this.write(name, "");
    const database = new DatabaseSync(path);
    database.exec(
      "PRAGMA journal_mode = WAL; CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL)",
    );
    const insert = database.prepare("INSERT INTO threads VALUES (?, ?)");
    for (const [id, provider] of Object.entries(rows)) insert.run(id, provider);
    database.close();
    return path;
  }

  rows(name: string): Readonly<Record<string, string>> {
    const database = new DatabaseSync(join(this.path, name), { readOnly: true });
    const rows = database.prepare("SELECT id, model_provider FROM threads ORDER BY id").all();
    database.close();
    return Object.fromEntries(rows.map((row) => [String(row["id"]), String(row["model_provider"])]));
  }

  async plan(provider: string): Promise<readonly (Unit | Skipped)[]> {
    return planned(planSessions(this.store, this.view, { provider, threads: null }));
  }

  async units(provider: string): Promise<readonly Unit[]> {
    return (await this.plan(provider)).map((item) => {
      if (item.kind === "skipped") throw new Error(`skipped: ${item.code}`);
      return item;
    });
  }

  /** Plans, applies, remembers, and checks that planning again finds nothing more to do. */
  async move(provider: string): Promise<readonly Unit[]> {
    const units = await this.units(provider);
    for (const { edits, remember } of units) {
      for (const edit of edits) await applyEdit(edit);
      for (const { key, value } of remember) if (!this.ledger.has(key)) this.ledger.set(key, value);
    }
    expect(await this.plan(provider)).toEqual([]);
    return units;
  }
}

async function applyEdit(edit: Edit): Promise<void> {
  if (edit.kind === "patch") {
    await writeFile(edit.file, applyHunks(await readFile(edit.file), edit.hunks));
    return;
  }
  if (edit.kind !== "rows") throw new Error(edit.kind);
  const database = new DatabaseSync(edit.database);
  for (const { key, before, after } of edit.changes) {
    const { changes } = database
      .prepare(`UPDATE ${edit.table} SET model_provider = ? WHERE id = ? AND model_provider = ?`)
      .run(String(after["model_provider"]), String(key["id"]), String(before["model_provider"]));
    expect(changes).toBe(1);
  }
  database.close();
}

async function inHome(use: (home: Home) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (path) => use(new Home(path, await viewOf({ roots: [path] }))));
}

const codes = (plan: readonly (Unit | Skipped)[]): readonly string[] =>
  plan.map((item) => (item.kind === "skipped" ? item.code : "unit"));

describe("what moves", () => {
  test("nothing in a home without sessions", () =>
    inHome(async (home) => {
      expect(await home.plan("beta")).toEqual([]);
      await home.session(ONE, "");
      await home.write(`${DAY}/notes.jsonl`, file(meta(ONE, "alpha")));
      expect(await home.plan("beta")).toEqual([]);
    }));

  test("a session already there yields nothing", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "beta"), settings("beta", ONE)));
      await home.database("state_5.sqlite", { [ONE]: "beta" });
      expect(await home.plan("beta")).toEqual([]);
    }));

  test("a thread is one unit: every provider of every file, live and archived, then its row", () =>
    inHome(async (home) => {
      const root = await home.session(ONE, file(meta(ONE, "alpha"), settings("alpha", ONE), message("x")));
      const later = await home.write(`${DAY}/${rolloutName(ONE, TWO)}`, file(meta(ONE, "alpha")));
      const archived = await home.write(
        `archived_sessions/${rolloutName(THREE)}`,
        file(meta(THREE, "alpha")),
      );
      const database = await home.database("state_5.sqlite", { [ONE]: "alpha", [THREE]: "beta" });
      const [first, second, ...rest] = await home.units("beta");
      expect(rest).toEqual([]);
      expect(first).toMatchObject({ id: `sessions/${ONE}`, group: "sessions", locks: [] });
      expect(first?.exclusive).toEqual([join(home.path, "thread-writer-locks", `${ONE}.lock`), root, later]);
      expect(first?.edits).toMatchObject([
        { kind: "patch", file: root, base: null, keepTimes: true, hunks: [{}, {}] },
        { kind: "patch", file: later },
        {
          kind: "rows",
          database,
          table: "threads",
          changes: [
            { key: { id: ONE }, before: { model_provider: "alpha" }, after: { model_provider: "beta" } },
          ],
        },
      ]);
      expect(second).toMatchObject({ id: `sessions/${THREE}`, edits: [{ kind: "patch", file: archived }] });
      await home.move("beta");
      expect(home.rows("state_5.sqlite")).toEqual({ [ONE]: "beta", [THREE]: "beta" });
    }));

  test("units come sorted by thread, and the same again", () =>
    inHome(async (home) => {
      await home.write(`sessions/2026/11/24/${rolloutName(ONE)}`, file(meta(ONE, "alpha")));
      await home.session(THREE, file(meta(THREE, "alpha")));
      await home.write(`archived_sessions/${rolloutName(TWO)}`, file(meta(TWO, "alpha")));
      const plan = planSessions(home.store, home.view, { provider: "beta", threads: null });
      const units = await planned(plan);
      expect(units.map(({ id }) => id)).toEqual([ONE, TWO, THREE].map((thread) => `sessions/${thread}`));
      expect(await planned(plan)).toEqual(units);
      expect(await home.plan("beta")).toEqual(units);
    }));

  test("only the slots change; a shorter id is padded and the way back is byte for byte", () =>
    inHome(async (home) => {
      const name = `${DAY}/${rolloutName(ONE)}`;
      const content = Buffer.concat([
        Buffer.from(`${meta(ONE, "alpha")}\r\n${message("héllo")}\r\n{"type":"session_meta",\n`),
        Buffer.from([0xff, 0x0a]),
        Buffer.from(settings("alpha", ONE)),
      ]);
      await home.write(name, content);
      await home.move("b");
      const moved = await readFile(join(home.path, name));
      expect(moved.toString("latin1")).toBe(
        content
          .toString("latin1")
          .replace('"model_provider":"alpha",', '"model_provider":"b"    ,')
          .replace('"model_provider_id":"alpha",', '"model_provider_id":"b"    ,'),
      );
      await home.move("beta");
      await home.move("alpha");
      expect(await readFile(join(home.path, name))).toEqual(content);
    }));

  test("a fork's copies of its parent stay, its settings follow", () =>
    inHome(async (home) => {
      const fork = file(meta(ONE, "alpha"), meta(TWO, "alpha"), settings("alpha", TWO));
      await home.session(ONE, fork);
      await home.move("beta");
      const [own, copy, event] = (await home.text(`${DAY}/${rolloutName(ONE)}`)).split("\n");
      expect(own).toContain('"model_provider":"beta" ');
      expect(copy).toBe(meta(TWO, "alpha"));
      expect(event).toContain('"model_provider_id":"beta" ');
    }));

  test("a session that names no provider belongs to every one", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, undefined), message("x")));
      await home.database("state_5.sqlite", { [ONE]: "" });
      expect(await home.plan("beta")).toEqual([]);
    }));

  test("what is missing is done alone: files without rows, rows without files", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "beta")));
      await home.session(TWO, file(meta(TWO, "alpha")));
      await home.database("state_5.sqlite", { [ONE]: "alpha", [TWO]: "beta", [THREE]: "alpha" });
      const [one, two] = await home.units("beta");
      expect(one).toMatchObject({ edits: [{ kind: "rows" }], remember: [] });
      expect(two).toMatchObject({ edits: [{ kind: "patch" }] });
      await home.move("beta");
      expect(home.rows("state_5.sqlite")[THREE]).toBe("alpha");
    }));
});

describe("the index", () => {
  test("rows of every state database follow, the highest of each directory", () =>
    inHome(async (home) => {
      const other = await home.write("elsewhere/x", "");
      await home.session(ONE, file(meta(ONE, "alpha")));
      for (const name of [
        "state_2.sqlite",
        "state_10.sqlite",
        "sqlite/state_5.sqlite",
        "elsewhere/state.sqlite",
      ])
        await home.database(name, { [ONE]: "alpha" });
      await home.database("sqlite/deep/state_9.sqlite", { [ONE]: "alpha" });
      const store = { ...home.store, writeRoots: [home.store.home, home.view.path(dirname(other))] };
      const [unit] = await planned(planSessions(store, home.view, { provider: "beta", threads: null }));
      const rows = unit?.kind === "unit" ? unit.edits.filter((edit) => edit.kind === "rows") : [];
      expect(rows.map(({ database }) => database.slice(home.path.length + 1))).toEqual([
        "state_10.sqlite",
        "sqlite/state_5.sqlite",
        "elsewhere/state.sqlite",
      ]);
    }));

  test("without a driver the files follow and one notice names what did not", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "alpha")));
      const databases = [await home.database("state_5.sqlite", { [ONE]: "alpha" })];
      home.can = { sqlite: false };
      const plan = planSessions(home.store, home.view, { provider: "beta", threads: null });
      expect(await remarks(plan)).toEqual([
        { code: "codex.sqlite-unavailable", severity: "warning", incomplete: true, params: { databases } },
      ]);
      expect(await planned(plan)).toMatchObject([{ edits: [{ kind: "patch" }] }]);
    }));

  test("without an index there is nothing to notice", () =>
    inHome(async (home) => {
      home.can = { sqlite: false };
      expect(await remarks(planSessions(home.store, home.view, { provider: "beta", threads: null }))).toEqual(
        [],
      );
    }));

  test("a database of another shape, or none at all, is named and left", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "alpha")));
      const shape = await home.write("state_5.sqlite", "");
      new DatabaseSync(shape).exec("CREATE TABLE threads (id TEXT, provider TEXT)");
      const broken = await home.write(
        "sqlite/state_5.sqlite",
        "no database, but long enough to be looked at".repeat(40),
      );
      const plan = planSessions(home.store, home.view, { provider: "beta", threads: null });
      expect(await remarks(plan)).toMatchObject([
        { code: "codex.state-schema-unknown", params: { database: shape } },
        { code: "codex.state-unreadable", params: { database: broken, reason: "file is not a database" } },
      ]);
      expect(await planned(plan)).toMatchObject([{ edits: [{ kind: "patch" }] }]);
    }));
});

describe("what is left out", () => {
  test("where zstd is missing a compressed file leaves the whole thread, unless a plain one stands beside it", () =>
    inHome(async (home) => {
      const zst = await home.write(`${DAY}/${rolloutName(ONE)}.zst`, "zstd");
      await home.write(`${DAY}/${rolloutName(ONE, TWO)}`, file(meta(ONE, "alpha")));
      await home.session(THREE, file(meta(THREE, "alpha")));
      await home.write(`${DAY}/${rolloutName(THREE)}.zst`, "zstd");
      home.can = { zstd: false };
      expect(await home.plan("beta")).toMatchObject([
        { id: `sessions/${ONE}`, code: "codex.session-compressed", params: { thread: ONE, file: zst } },
        { kind: "unit", id: `sessions/${THREE}` },
      ]);
    }));

  test("a file without a readable first line leaves its thread, the others go on", () =>
    inHome(async (home) => {
      const path = await home.session(ONE, file(message("x"), meta(ONE, "alpha")));
      await home.session(TWO, file(meta(TWO, "alpha")));
      expect(await home.plan("beta")).toMatchObject([
        { code: "codex.session-unreadable", params: { thread: ONE, file: path, line: 1 } },
        { kind: "unit" },
      ]);
    }));

  test("a file that is not named after its thread is left", () =>
    inHome(async (home) => {
      const other = await home.session(ONE, file(meta(TWO, "alpha")));
      const nameless = await home.write(`${DAY}/rollout-copy.jsonl`, file(meta(ONE, "alpha")));
      expect(await home.plan("beta")).toMatchObject([
        { id: `sessions/${ONE}`, code: "codex.session-misnamed", params: { file: other } },
        {
          id: `sessions/${DAY}/rollout-copy.jsonl`,
          code: "codex.session-misnamed",
          params: { file: nameless },
        },
      ]);
    }));

  test("a file the system does not give is left with the system's code, the others go on", () =>
    inHome(async (home) => {
      const path = await home.session(ONE, file(meta(ONE, "alpha")));
      await home.session(TWO, file(meta(TWO, "alpha")));
      await symlink(join(home.path, "nowhere"), join(home.path, DAY, rolloutName(THREE)));
      const read: View["read"] = async (name, range) => {
        if (name === path) throw denied(path);
        return home.view.read(name, range);
      };
      const plan = planSessions(home.store, { ...home.view, read }, { provider: "beta", threads: null });
      expect(await planned(plan)).toMatchObject([
        { id: `sessions/${ONE}`, code: "unreadable", params: { file: path, system: "EACCES" } },
        { kind: "unit", id: `sessions/${TWO}` },
        { id: `sessions/${THREE}`, code: "unreadable", params: { system: "ENOENT" } },
      ]);
    }));

  test("a place the system does not list is named, the others go on", () =>
    inHome(async (home) => {
      await home.session(TWO, file(meta(TWO, "alpha")));
      const archive = join(home.path, "archived_sessions");
      const list: View["list"] = async function* (directory, suffix, depth) {
        if (directory === archive) throw denied(archive);
        yield* home.view.list(directory, suffix, depth);
      };
      const plan = planSessions(home.store, { ...home.view, list }, { provider: "beta", threads: null });
      expect(await planned(plan)).toMatchObject([
        { kind: "unit", id: `sessions/${TWO}` },
        { id: "sessions/archived_sessions", code: "unreadable", params: { file: archive, system: "EACCES" } },
      ]);
    }));

  test("a thread whose writer lock is held is left whole, row and all", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "alpha")));
      await home.database("state_5.sqlite", { [ONE]: "alpha" });
      const lock = await home.write(`thread-writer-locks/${ONE}.lock`, "");
      const pid = await running("flock", ["--no-fork", lock, "sleep", "60"]);
      // A view looks at the descriptors of others once.
      await expect.poll(() => spawnSync("flock", ["--nonblock", lock, "true"]).status).toBe(1);
      expect(await home.plan("beta")).toMatchObject([
        { code: "codex.session-live", params: { thread: ONE, file: lock, how: "flock", pid } },
      ]);
    }));

  test("a thread whose file is open in another process is left", () =>
    inHome(async (home) => {
      const path = await home.session(ONE, file(meta(ONE, "alpha")));
      const pid = await running("sleep", ["60"], { open: path });
      expect(await home.plan("beta")).toMatchObject([
        { code: "codex.session-live", params: { file: path, how: "open", pid } },
      ]);
    }));
});

/** What a view throws for permissions, which do not stop the root user that tests may run as. */
function denied(path: string): SwitchError {
  return new SwitchError({
    kind: "environment",
    code: "unreadable",
    params: { file: path, system: "EACCES" },
  });
}

interface Running {
  readonly open?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a program that ends with the test; returns its pid. */
async function running(
  command: string,
  args: readonly string[],
  { open, env }: Running = {},
): Promise<number> {
  const input = open === undefined ? "ignore" : openSync(open, "r");
  const child = spawn(command, args, { stdio: [input, "ignore", "ignore"], env: env ?? process.env });
  if (typeof input === "number") closeSync(input);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child, "spawn");
  return child.pid ?? 0;
}

describe("growth", () => {
  test("a longer id widens the slot, notes the original once, and keeps every other byte", () =>
    inHome(async (home) => {
      const name = `${DAY}/${rolloutName(ONE)}`;
      await home.write(name, file(meta(ONE, "alpha"), meta(ONE, "alpha"), message("x")));
      await home.move(LONGER);
      const slot = `"model_provider":"${LONGER}"     `;
      expect(slot.length - '"model_provider":'.length).toBe(32);
      expect(await home.text(name)).toBe(
        file(
          meta(ONE, "alpha").replace('"model_provider":"alpha"', `${slot},"original_model_provider":"alpha"`),
          meta(ONE, "alpha").replace('"model_provider":"alpha"', slot),
          message("x"),
        ),
      );
      const [unit] = await home.units("a_provider_id_of_thirty_chars_");
      expect(unit?.locks).toEqual([]);
      await home.move("even_longer_than_the_thirty_two_bytes_of_the_slot");
      const text = await home.text(name);
      expect(text.match(/original_model_provider/g)).toHaveLength(1);
      expect(text).toContain('"original_model_provider":"alpha"');
    }));

  test("once widened, later ids stay in place", () =>
    inHome(async (home) => {
      const name = `${DAY}/${rolloutName(ONE)}`;
      await home.write(name, file(meta(ONE, "alpha"), message("x")));
      await home.move(LONGER);
      const { size } = await stat(join(home.path, name));
      const wide = await home.text(name);
      for (const provider of ["alpha", "b", "openai", LONGER]) {
        await home.move(provider);
        expect((await stat(join(home.path, name))).size).toBe(size);
      }
      expect(await home.text(name)).toBe(wide);
    }));

  test("the field says what the ledger remembers, and the ledger keeps its first entry", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "alpha")));
      await home.move("b");
      expect(home.ledger.get(`sessions/${ONE}`)).toEqual({ original: "alpha" });
      const [unit] = await home.move(LONGER);
      expect(unit?.remember).toEqual([
        { key: `sessions/${ONE}`, value: { original: "alpha" }, write: "first" },
      ]);
      expect(await home.text(`${DAY}/${rolloutName(ONE)}`)).toContain('"original_model_provider":"alpha"');
    }));

  test("what the field says is remembered", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "beta", { original_model_provider: "alpha" })));
      const [unit] = await home.units("b");
      expect(unit?.remember).toMatchObject([{ value: { original: "alpha" } }]);
    }));

  test("where Codex has writer locks, growth takes the thread's", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "alpha")));
      await mkdir(join(home.path, "thread-writer-locks"));
      const [unit] = await home.units(LONGER);
      expect(unit?.locks).toEqual([
        {
          kind: "flock",
          file: join(home.path, "thread-writer-locks", `${ONE}.lock`),
          presence: "ephemeral",
          coordination: join(home.path, "thread-writer-locks", ".coordination.lock"),
          waitMs: 0,
        },
      ]);
      home.can = { flock: false };
      expect(await home.plan(LONGER)).toMatchObject([
        { code: "codex.session-no-lock", params: { thread: ONE } },
      ]);
      expect(codes(await home.plan("b"))).toEqual(["unit"]);
    }));

  test("where it has none, growth needs to see that no codex of this home runs", () =>
    inHome(async (home) => {
      await home.session(ONE, file(meta(ONE, "alpha")));
      home.can = { processes: false };
      expect(codes(await home.plan(LONGER))).toEqual(["codex.session-no-processes"]);
      home.can = {};
      const codex = join(home.path, "codex");
      await symlink("/bin/sleep", codex);
      await running(codex, ["60"], { env: { CODEX_HOME: `${home.path}-other` } });
      await running(codex, ["60"], { env: { HOME: home.path } });
      expect(codes(await home.plan(LONGER))).toEqual(["unit"]);
      const pid = await running(codex, ["60"], { env: { CODEX_HOME: `${home.path}/`, HOME: "/" } });
      await expect.poll(async () => codes(await home.plan(LONGER))).toEqual(["codex.session-codex-runs"]);
      expect(await home.plan(LONGER)).toMatchObject([{ params: { thread: ONE, pid } }]);
      expect(codes(await home.plan("b"))).toEqual(["unit"]);
    }));
});
