import { appendFile, mkdir, rename, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { faultyDisk, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, type Disk, nodeDisk, type Report, type Switcher } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "./adapter.ts";
import { CONFIG, forkOf, LONGER, root } from "./sessions/testing/made-up-family.ts";
import { readRollout, type Segment, type Written, writeHistory } from "./sessions/testing/made-up-history.ts";
import { file, message } from "./sessions/testing/session-lines.ts";

/** Codex goes on with a family that a killed switch left in between: recovery must not undo what was right. */
const FAMILY: readonly Segment[] = [root, forkOf(0)];

interface Setting {
  readonly home: string;
  readonly written: readonly Written[];
  readonly switcher: (disk?: Disk) => Switcher;
}

async function withFamily(use: (setting: Setting) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const home = join(directory, "home");
    const written = await writeHistory(home, FAMILY);
    await writeFile(join(home, "config.toml"), CONFIG);
    await writeFile(join(home, "thread-writer-locks/.coordination.lock"), "");
    const switcher = (disk?: Disk): Switcher =>
      createSwitcher({
        adapters: [codex()],
        environment: { home: directory, platform: "linux", variables: { CODEX_HOME: home } },
        stateHome: join(directory, "zcf"),
        ...(disk === undefined ? {} : { disk }),
      });
    await use({ home, written, switcher });
  });
}

async function grow(switcher: Switcher): Promise<Report> {
  return switcher.apply(await switcher.plan({ tools: ["codex"], target: LONGER }));
}

/** Kills the switch right behind the last call of a kind. */
async function dieAfter(name: string, { switcher }: Setting): Promise<void> {
  const calls = await countCalls();
  const call = calls.lastIndexOf(name);
  const { disk } = faultyDisk(await nodeDisk(), { call, moment: "after", failure: "death" });
  await expect(grow(switcher(disk))).rejects.toThrow();
}

async function countCalls(): Promise<readonly string[]> {
  let calls: readonly string[] = [];
  await withFamily(async ({ switcher }) => {
    const counting = faultyDisk(await nodeDisk(), null);
    await grow(switcher(counting.disk));
    ({ calls } = counting);
  });
  return calls;
}

function change(home: string, sql: string, ...values: readonly (string | number)[]): void {
  const database = new DatabaseSync(join(home, "thread_history_1.sqlite"));
  database.prepare(sql).run(...values);
  database.close();
}

/** One more turn of the first thread, stored where it stands. */
async function sendTurn({ home, written: [one] }: Setting): Promise<void> {
  const path = one?.file ?? "";
  const start = (await stat(path)).size;
  await appendFile(path, file(message("a new turn")));
  const end = (await stat(path)).size;
  change(home, "INSERT INTO thread_turns VALUES (?, 'turn-9', 9, ?, ?)", one?.id ?? "", start, end);
  change(
    home,
    "UPDATE thread_history_projection_state SET next_rollout_byte_offset = ? WHERE thread_id = ?",
    end,
    one?.id ?? "",
  );
}

/** Stored offsets that begin no line of their file. */
async function astray(
  home: string,
  files: readonly { id: string; file: string }[],
): Promise<readonly unknown[]> {
  const database = new DatabaseSync(join(home, "thread_history_1.sqlite"), { readOnly: true });
  const turns = database.prepare("SELECT * FROM thread_turns").all();
  const states = database.prepare("SELECT * FROM thread_history_projection_state").all();
  database.close();
  const texts = new Map(
    await Promise.all(files.map(async ({ id, file: path }) => [id, await readRollout(path)] as const)),
  );
  return [...turns, ...states].filter((row) => {
    const text = texts.get(String(row["thread_id"]));
    const offsets = Object.entries(row).flatMap(([name, value]) => (name.includes("offset") ? [value] : []));
    return offsets.some((at) => typeof at === "number" && text?.[at - 1] !== 10);
  });
}

async function pointer({ written: [, fork] }: Setting): Promise<number> {
  const text = (await readRollout(fork?.file ?? "")).toString();
  return Number(/"end_byte_offset":(\d+)/.exec(text)?.[1]);
}

test.each(["changeRows", "replaceLog"])(
  "a turn that is sent after a kill behind %s keeps its place, and so do all others",
  (call) =>
    withFamily(async (setting) => {
      await dieAfter(call, setting);
      await sendTurn(setting);
      const [recovery] = await setting.switcher().recover();
      expect(recovery).toMatchObject({ state: "interrupted" });
      expect(await astray(setting.home, setting.written)).toEqual([]);
      const [one] = setting.written;
      expect((await readRollout(one?.file ?? ""))[(await pointer(setting)) - 1]).toBe(10);
      await grow(setting.switcher());
      expect(await astray(setting.home, setting.written)).toEqual([]);
    }),
);

test("a thread that was archived after the kill takes its offsets along", () =>
  withFamily(async (setting) => {
    const { home, written, switcher } = setting;
    await dieAfter("changeRows", setting);
    const [one, fork] = written;
    const archived = join(home, "archived_sessions", basename(one?.file ?? ""));
    await mkdir(join(home, "archived_sessions"));
    await rename(one?.file ?? "", archived);
    await switcher().recover();
    const files = [{ id: one?.id ?? "", file: archived }, ...(fork === undefined ? [] : [fork])];
    expect(await astray(home, files)).toEqual([]);
    expect((await readRollout(archived))[(await pointer(setting)) - 1]).toBe(10);
  }));

test(
  "rows that the database does not let us take back leave the operation open, and it is said",
  () =>
    withFamily(async (setting) => {
      await dieAfter("replaceLog", setting);
      const blocker = new DatabaseSync(join(setting.home, "thread_history_1.sqlite"));
      blocker.exec("BEGIN IMMEDIATE");
      await expect(setting.switcher().recover()).rejects.toMatchObject({
        code: "database",
        disk: "unfinished",
      });
      blocker.exec("ROLLBACK");
      blocker.close();
      await setting.switcher().recover();
      expect(await astray(setting.home, setting.written)).toEqual([]);
    }),
  20_000,
);
