import { appendFile, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { forkOf, root } from "../sessions/testing/made-up-family.ts";
import {
  readRollout,
  type Segment,
  type Written,
  writeHistory,
} from "../sessions/testing/made-up-history.ts";
import { file, message, meta, rolloutName, settings, threadId } from "../sessions/testing/session-lines.ts";
import { configOf, LONGER, type UndoHome, withUndoHome } from "./testing/undo-home.ts";

const UNDO = { undo: "last" } as const;

type Use = (home: UndoHome, written: readonly Written[]) => Promise<void>;

function withFamily(segments: readonly Segment[], use: Use): Promise<void> {
  return withUndoHome({ "config.toml": configOf('model_provider = "alpha"') }, async (home) => {
    await use(home, await writeHistory(home.home, segments));
  });
}

/** Runs SQL on the projection. */
function project(
  home: UndoHome,
  sql: string,
  ...values: readonly (string | number | null)[]
): readonly unknown[] {
  const database = new DatabaseSync(join(home.home, "thread_history_1.sqlite"));
  const rows = database.prepare(sql).all(...values);
  database.close();
  return rows;
}

/** Every stored offset, and every pointer, must be at the end of a line (invariant 7). */
async function expectOffsets(home: UndoHome, written: readonly Written[]): Promise<void> {
  for (const { id, file: path } of written) {
    const content = await readRollout(path);
    const ends = [
      ...project(home, "SELECT rollout_end_byte_offset AS at FROM thread_turns WHERE thread_id = ?", id),
      ...project(
        home,
        "SELECT next_rollout_byte_offset AS at FROM thread_history_projection_state WHERE thread_id = ?",
        id,
      ),
    ].map((row) => (row as { at: number }).at);
    const pointers = (await Promise.all(written.map((one) => readRollout(one.file)))).flatMap((text) =>
      [...text.toString().matchAll(/"history_base":\{"thread_id":"([^"]*)".*?"end_byte_offset":(\d+)/g)]
        .filter(([, target]) => target === id)
        .map(([, , at]) => Number(at)),
    );
    for (const at of [...ends, ...pointers]) expect([id, at, content[at - 1]]).toEqual([id, at, 10]);
  }
}

async function providers(written: readonly Written[]): Promise<readonly string[]> {
  const named = written.map(async ({ file: path }) => {
    const text = (await readRollout(path)).toString();
    const found = [...text.matchAll(/^\{.*?"model_provider(?:_id)?":"([^"]*)"/gm)].map(([, id]) => id);
    return [...new Set(found)].join();
  });
  return Promise.all(named);
}

/** A turn as Codex appends it, with what it stores of it. */
async function addTurn(home: UndoHome, { id, file: path }: Written, provider: string): Promise<string> {
  const start = (await readFile(path)).length;
  const text = file(settings(provider), message("a new turn"));
  await appendFile(path, text);
  const end = start + Buffer.byteLength(text);
  project(home, "INSERT INTO thread_turns VALUES (?, 'new', 9, ?, ?)", id, start, end);
  const state = "UPDATE thread_history_projection_state SET next_rollout_byte_offset = ? WHERE thread_id = ?";
  project(home, state, end, id);
  return text;
}

/** Takes the padding behind providers out of a file, and tells all that point into it. */
async function compact(home: UndoHome, { id, file: path }: Written, fork: Written): Promise<void> {
  const text = await readFile(path, "utf8");
  const moved = (at: number): number =>
    at - (text.slice(0, indexAt(text, at)).match(/(?<="alpha") +/g) ?? []).join("").length;
  await writeFile(path, text.replaceAll(/(?<="alpha") +/g, ""));
  for (const row of project(home, "SELECT * FROM thread_turns WHERE thread_id = ?", id)) {
    const { turn_id, rollout_byte_offset: from, rollout_end_byte_offset: to } = row as Turn;
    const sql =
      "UPDATE thread_turns SET rollout_byte_offset = ?, rollout_end_byte_offset = ? WHERE thread_id = ? AND turn_id = ?";
    project(home, sql, from === null ? null : moved(from), moved(to), id, turn_id);
  }
  const state = "UPDATE thread_history_projection_state SET next_rollout_byte_offset = ? WHERE thread_id = ?";
  project(home, state, moved(Buffer.byteLength(text)), id);
  const pointing = await readFile(fork.file, "utf8");
  const pointer = /(?<="end_byte_offset":)\d+ */;
  await writeFile(
    fork.file,
    pointing.replace(pointer, (at) => String(moved(Number(at))).padEnd(at.length)),
  );
}

interface Turn {
  readonly turn_id: string;
  readonly rollout_byte_offset: number | null;
  readonly rollout_end_byte_offset: number;
}

/** Where a byte of a text stands in it, in UTF-16 units. */
function indexAt(text: string, at: number): number {
  return Buffer.from(text).subarray(0, at).toString().length;
}

describe("threads whose files point into each other", () => {
  const family = [root, forkOf(0), forkOf(1), root];

  test("with a new turn in one of them all go back, and every stored offset stays right", () =>
    withFamily(family, async (home, written) => {
      await home.run({ target: LONGER });
      await addTurn(home, written[1] as Written, LONGER);
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 4 }, skipped: [] }] });
      expect(await providers(written)).toEqual(["alpha", "alpha", "alpha", "alpha"]);
      await expectOffsets(home, written);
    }));

  test("a redo after new turns grows them again, with all offsets", () =>
    withFamily(family, async (home, written) => {
      await home.run({ target: LONGER });
      await home.run(UNDO);
      await addTurn(home, written[0] as Written, "alpha");
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 4 }, skipped: [] }] });
      expect(await providers(written)).toEqual([LONGER, LONGER, LONGER, LONGER]);
      await expectOffsets(home, written);
    }));

  test("a fork begun since points where it did: nothing is moved under it", () =>
    withFamily([root], async (home, [one]) => {
      await home.run({ target: LONGER });
      const path = one?.file ?? "";
      const end = (await readFile(path)).length;
      const history_base = { thread_id: one?.id, end_ordinal_exclusive: 2, end_byte_offset: end };
      const fork = join(dirname(path), rolloutName(threadId(7)));
      const text = file(meta(threadId(7), LONGER, { history_mode: "paginated", history_base }));
      await writeFile(fork, text);
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 1 }, skipped: [] }] });
      expect((await readFile(path)).length).toBe(end);
      expect(await readFile(fork, "utf8")).toBe(text);
      expect(await providers([one as Written])).toEqual(["alpha"]);
      await expectOffsets(home, [one as Written]);
    }));

  test("the same where Codex has stored where it is only since", () =>
    withFamily([root], async (home, [one]) => {
      project(home, "DELETE FROM thread_turns");
      project(home, "DELETE FROM thread_history_projection_state");
      await home.run({ target: LONGER });
      const end = (await readFile(one?.file ?? "")).length;
      project(home, "INSERT INTO thread_history_projection_state VALUES (?, ?, 2)", one?.id ?? "", end);
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 1 }, skipped: [] }] });
      expect(await providers([one as Written])).toEqual(["alpha"]);
      await expectOffsets(home, [one as Written]);
    }));

  test("one that somebody wrote anew without our padding grows with what points into it", () =>
    withUndoHome({ "config.toml": configOf(`model_provider = "${LONGER}"`) }, async (home) => {
      const [first, ...others] = root.turns;
      // The fork points at 997, and will have to at more than 1000: its own file grows as well.
      const turns = [{ settings: false, ...first, length: 184 }, ...others];
      const longer = { ...root, provider: LONGER, turns };
      const written = await writeHistory(home.home, [longer, { ...forkOf(0), provider: LONGER }]);
      expect(written[0]?.ends[0]).toBe(997);
      await home.run({ target: "alpha" });
      await compact(home, written[0] as Written, written[1] as Written);
      await expectOffsets(home, written);
      expect(await home.run(UNDO)).toMatchObject({ stores: [{ applied: { sessions: 2 }, skipped: [] }] });
      expect(await providers(written)).toEqual([LONGER, LONGER]);
      await expectOffsets(home, written);
    }));

  test("one of them was moved elsewhere: it stays, the others go", () =>
    withFamily([root, forkOf(0)], async (home, written) => {
      await home.run({ target: LONGER });
      const [, fork] = written;
      const text = await readFile(fork?.file ?? "", "utf8");
      await writeFile(fork?.file ?? "", text.replaceAll(`"${LONGER}"`, `"${LONGER.replace("a_", "b_")}"`));
      expect(await home.run(UNDO)).toMatchObject({
        stores: [{ applied: { sessions: 1 }, skipped: [{ code: "codex.session-moved-since" }] }],
      });
      expect(await providers(written)).toEqual(["alpha", LONGER.replace("a_", "b_")]);
      await expectOffsets(home, written);
    }));
});
