import { copyFile, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { forkOf, hold, LONGER, outcomes, revertOf, root } from "./testing/made-up-family.ts";
import { withHistory } from "./testing/made-up-home.ts";
import { file, meta, rolloutName, threadId } from "./testing/session-lines.ts";

/** A byte of the place in the first line that grows: the same in every made-up file. */
const INSIDE = meta(threadId(1), "alpha").indexOf('"alpha"') + 3;

describe("what changes together", () => {
  test("a thread, its revert, its fork and the fork of that are one unit, with all their locks and offsets", () =>
    withHistory([root, revertOf(0), forkOf(1), forkOf(2), root], async (home, written) => {
      const plan = await home.plan(LONGER);
      const threads = [...new Set(written.map(({ thread }) => thread))];
      expect(outcomes(plan)).toEqual(
        Object.fromEntries(threads.map((thread) => [`sessions/${thread}`, "grows"])),
      );
      const family = plan.find((item) => item.kind === "unit" && item.subjects?.length === 3);
      expect(family).toMatchObject({ kind: "unit", locks: [{}, {}, {}] });
      expect(plan).toHaveLength(2);
    }));

  test("a thread that is where it should be is touched when it points into one that grows, and not counted", () =>
    withHistory([root, { ...forkOf(0), provider: LONGER }], async (home, [parent, fork]) => {
      const [unit, ...rest] = await home.plan(LONGER);
      expect(rest).toEqual([]);
      expect(unit).toMatchObject({ subjects: [`sessions/${parent?.thread}`] });
      const files =
        unit?.kind === "unit" ? unit.edits.flatMap((edit) => ("file" in edit ? [edit.file] : [])) : [];
      expect(files).toEqual([parent?.file, fork?.file]);
    }));

  test("what fits moves alone, also in a family", () =>
    withHistory(
      [
        { ...root, provider: LONGER },
        { ...forkOf(0), provider: LONGER },
      ],
      async (home) => {
        expect(Object.values(outcomes(await home.plan("beta")))).toEqual(["alone", "alone"]);
      },
    ));

  test("a stored offset that stays guards the unit: turns that are stored meanwhile would be wrong", () =>
    withHistory([root], async (home, [one]) => {
      const [unit] = await home.plan(LONGER);
      const tables =
        unit?.kind === "unit" ? unit.edits.flatMap((edit) => ("table" in edit ? [edit.table] : [])) : [];
      expect(tables).toEqual(["thread_turns", "thread_history_projection_state", "threads"]);
      expect(unit).toMatchObject({
        edits: [{ kind: "patch", base: null, size: (await stat(one?.file ?? "")).size }, {}, {}, {}],
      });
    }));

  test("where nothing is stored of a file yet, nothing may be stored meanwhile", () =>
    withHistory([root], async (home, [one]) => {
      const database = new DatabaseSync(join(home.path, "thread_history_1.sqlite"));
      database.exec("DELETE FROM thread_turns; DELETE FROM thread_history_projection_state");
      database.close();
      const [unit] = await home.plan(LONGER);
      const rows = unit?.kind === "unit" ? unit.edits.filter((edit) => edit.kind === "rows") : [];
      expect(rows).toMatchObject([
        { table: "thread_history_projection_state", changes: [], absent: [{ thread_id: one?.id }] },
        { table: "threads" },
      ]);
    }));
});

describe("what stands in the way", () => {
  test("a live fork keeps its parent from growing, not its sibling; where they fit all but it move", () =>
    withHistory(
      [root, forkOf(0), { ...forkOf(0), provider: LONGER }],
      async (home, [parent, fork, other]) => {
        await hold(fork?.file ?? "");
        expect(outcomes(await home.plan(`${LONGER}r`))).toEqual({
          [`sessions/${parent?.thread}`]: "codex.session-family-busy",
          [`sessions/${fork?.thread}`]: "codex.session-live",
          [`sessions/${other?.thread}`]: "grows",
        });
        expect(outcomes(await home.plan("beta"))).toEqual({
          [`sessions/${parent?.thread}`]: "alone",
          [`sessions/${fork?.thread}`]: "codex.session-live",
          [`sessions/${other?.thread}`]: "alone",
        });
      },
    ));

  test.each([
    ["another table with offsets", "CREATE TABLE more (next_byte_offset INTEGER)"],
    ["a column that is not there", "ALTER TABLE thread_turns DROP COLUMN rollout_end_byte_offset"],
    ["an offset inside of what grows", `UPDATE thread_turns SET rollout_byte_offset = ${INSIDE}`],
    ["an offset that is no number", "UPDATE thread_turns SET rollout_byte_offset = 'x'"],
  ])("%s", (_, sql) =>
    withHistory([root], async (home, [one]) => {
      const path = join(home.path, "thread_history_1.sqlite");
      const database = new DatabaseSync(path);
      database.exec(sql);
      database.close();
      expect(await home.plan(LONGER)).toMatchObject([
        { code: "codex.session-offsets-unknown", params: { thread: one?.thread, database: path } },
      ]);
      expect(Object.values(outcomes(await home.plan("beta")))).toEqual(["alone"]);
    }),
  );

  test("no driver", () =>
    withHistory([root], async (home) => {
      home.can = { sqlite: false };
      expect(Object.values(outcomes(await home.plan(LONGER)))).toEqual(["codex.session-offsets-unknown"]);
    }));

  test("a compressed file that cannot be read may point anywhere", () =>
    withHistory([root], async (home, [one]) => {
      const compressed = join(dirname(one?.file ?? ""), `${rolloutName(threadId(1))}.zst`);
      await writeFile(compressed, "zstd");
      expect(await home.plan(LONGER)).toMatchObject([
        { code: "unreadable", params: { file: compressed, system: "EZSTD" } },
        { code: "codex.session-family-unknown", params: { thread: one?.thread, file: compressed } },
      ]);
      home.can = { zstd: false };
      expect(await home.plan(LONGER)).toMatchObject([
        { code: "codex.session-compressed" },
        { code: "codex.session-family-unknown", params: { thread: one?.thread, file: compressed } },
      ]);
    }));

  test("a file that is no session points nowhere", () =>
    withHistory([root], async (home, [one]) => {
      await writeFile(join(dirname(one?.file ?? ""), rolloutName(threadId(1))), "no session\n");
      expect(outcomes(await home.plan(LONGER))).toMatchObject({ [`sessions/${one?.thread}`]: "grows" });
    }));

  test("two files of one segment", () =>
    withHistory([root], async (home, [one]) => {
      const copy = join(home.path, "archived_sessions", rolloutName(one?.thread ?? ""));
      await mkdir(dirname(copy));
      await copyFile(one?.file ?? "", copy);
      expect(Object.values(outcomes(await home.plan(LONGER)))).toEqual(["codex.session-family-unknown"]);
    }));

  test.each([
    ["a kind of history that we do not know", (text: string) => text.replaceAll("paginated", "threaded")],
    [
      "a pointer of another shape",
      (text: string) => text.replaceAll('"end_byte_offset":', '"end_byte_offset":null,"x":'),
    ],
    [
      "a pointer into the middle of what grows",
      (text: string) => text.replace(/"end_byte_offset":\d+/, `"end_byte_offset":${INSIDE}`),
    ],
  ])("%s", (_, change) =>
    withHistory([root, forkOf(0)], async (home, [parent, fork]) => {
      const path = fork?.file ?? "";
      await writeFile(path, change(await readFile(path, "utf8")));
      const plan = await home.plan(LONGER);
      expect(plan).toContainEqual(
        expect.objectContaining({
          code: "codex.session-family-unknown",
          params: { thread: parent?.thread, file: path },
        }),
      );
    }),
  );

  test("pointers in a circle", () =>
    withHistory([root, forkOf(0)], async (home, [parent, fork]) => {
      const path = parent?.file ?? "";
      const base = `"history_base":{"thread_id":"${fork?.id}","end_ordinal_exclusive":1,"end_byte_offset":9},`;
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace('"history_mode":', `${base}"history_mode":`));
      expect(Object.values(outcomes(await home.plan(LONGER)))).toEqual([
        "codex.session-family-unknown",
        "codex.session-family-unknown",
      ]);
    }));

  test("a parent that is gone is in nobody's way", () =>
    withHistory([root, forkOf(0)], async (home, [parent, fork]) => {
      await rename(parent?.file ?? "", join(home.path, "gone"));
      await writeFile(join(home.path, "sessions", "notes.jsonl"), file(meta(threadId(1), "alpha")));
      expect(outcomes(await home.plan(LONGER))).toEqual({ [`sessions/${fork?.thread}`]: "grows" });
    }));
});
