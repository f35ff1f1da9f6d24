import { appendFile, copyFile, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { viewOf } from "@zcf/adapter-testkit";
import { describe, expect, onTestFinished, test } from "vitest";
import { planSessions } from "./plan-sessions.ts";
import { forkOf, hold, LONGER, outcomesOf, root } from "./testing/made-up-family.ts";
import type { Written } from "./testing/made-up-history.ts";
import { planned, withHistory } from "./testing/made-up-home.ts";
import { file, message, rolloutName, settings } from "./testing/session-lines.ts";

async function makeLegacy(written: readonly Written[]): Promise<void> {
  for (const { file: path } of written)
    await writeFile(path, (await readFile(path, "utf8")).replace("paginated", "legacy"));
}

function execute(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

describe("who is in whose way", () => {
  test("a live root keeps none of its forks from growing", () =>
    withHistory([root, forkOf(0), forkOf(0), forkOf(1)], async (home, written) => {
      await hold(written[0]?.file ?? "");
      const plan = await home.plan(LONGER);
      expect(outcomesOf(plan, written)).toEqual(["codex.session-live", "grows", "grows", "grows"]);
      expect(plan).toHaveLength(3);
    }));

  test("a live fork keeps what it continues from growing, and nobody else", () =>
    withHistory([root, forkOf(0), forkOf(1), forkOf(2), forkOf(0)], async (home, written) => {
      await hold(written[2]?.file ?? "");
      expect(outcomesOf(await home.plan(LONGER), written)).toEqual([
        "codex.session-family-busy",
        "codex.session-family-busy",
        "codex.session-live",
        "grows",
        "grows",
      ]);
    }));

  test("a second copy of a file's own first line is no circle", () =>
    withHistory([root, forkOf(0)], async (home, written) => {
      const path = written[1]?.file ?? "";
      const [first] = (await readFile(path, "utf8")).split("\n");
      await appendFile(path, `${first}\n`);
      expect(outcomesOf(await home.plan(LONGER), written)).toEqual(["grows", "grows"]);
    }));
});

test("what has to grow only since we looked at it is not planned as if it fitted", () =>
  withHistory([root, root], async (home, written) => {
    await home.apply(await home.plan("x".repeat(30)));
    await home.apply(await home.plan("alpha"));
    const sessions = planSessions(home.store, home.view, { provider: LONGER, threads: null });
    expect(outcomesOf(await planned(sessions), written)).toEqual(["alone", "alone"]);
    const { file: path = "", thread } = written[0] ?? {};
    await appendFile(path, file(settings("alpha", thread), message("after")));
    const plan = await planned(sessions);
    expect(outcomesOf(plan, written)).toEqual(["changed", "alone"]);
    expect(plan).toContainEqual(expect.objectContaining({ code: "changed", params: { file: path } }));
  }));

describe("legacy history, into which nothing points", () => {
  test("grows also beside a database that we do not know", () =>
    withHistory([root], async (home, written) => {
      execute(join(home.path, "thread_history_1.sqlite"), "CREATE TABLE more (next_byte_offset INTEGER)");
      expect(outcomesOf(await home.plan(LONGER), written)).toEqual(["codex.session-offsets-unknown"]);
      await makeLegacy(written);
      expect(outcomesOf(await home.plan(LONGER), written)).toEqual(["grows"]);
    }));

  test("grows also where a thread has one segment twice", () =>
    withHistory([root], async (home, written) => {
      await makeLegacy(written);
      const copy = join(home.path, "archived_sessions", rolloutName(written[0]?.thread ?? ""));
      await mkdir(join(home.path, "archived_sessions"));
      await copyFile(written[0]?.file ?? "", copy);
      const units = await home.apply(await home.plan(LONGER));
      expect(outcomesOf(units, written)).toEqual(["grows"]);
      expect(await readFile(copy, "utf8")).toBe(await readFile(written[0]?.file ?? "", "utf8"));
    }));
});

describe("databases", () => {
  test("one without any of the tables stores nothing", () =>
    withHistory([root], async (home, written) => {
      await rm(join(home.path, "thread_history_1.sqlite"));
      await writeFile(join(home.path, "thread_history_1.sqlite"), "");
      expect(outcomesOf(await home.plan(LONGER), written)).toEqual(["grows"]);
    }));

  test("an index that stores byte offsets is none that we know", () =>
    withHistory([root], async (home, written) => {
      const path = join(home.path, "state_5.sqlite");
      execute(path, "CREATE TABLE thread_pages (thread_id TEXT, rollout_byte_offset INTEGER)");
      const [skip] = await home.plan(LONGER);
      expect(skip).toMatchObject({
        code: "codex.session-offsets-unknown",
        params: { thread: written[0]?.thread, database: path },
      });
    }));

  test("one that is found under two names is changed once", () =>
    withHistory([root], async (home) => {
      const link = `${home.path}-link`;
      await symlink(home.path, link);
      onTestFinished(() => rm(link));
      const view = await viewOf({ roots: [home.path, link] });
      const roots = [home.path, link].map((path) => view.path(path));
      const store = { ...home.store, readRoots: roots, writeRoots: roots };
      const [unit] = await planned(planSessions(store, view, { provider: LONGER, threads: null }));
      expect(unit?.kind === "unit" && unit.edits.filter(({ kind }) => kind === "rows")).toHaveLength(3);
    }));
});
