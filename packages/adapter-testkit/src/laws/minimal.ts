import assert from "node:assert/strict";
import { relative } from "node:path";
import type { Edit, Hunk } from "@zcf/contract";
import { isEmpty, type Operation } from "@zcf/core";
import { type Picture, rowsLike } from "../homes/picture.ts";
import type { TreeEntry } from "../homes/read-tree.ts";
import { requestFor } from "./adapter-options.ts";
import { requireSame } from "./compare.ts";
import { unitsOf } from "./drain.ts";
import type { Law } from "./law.ts";
import { eachCase, inHome, type Play } from "./play.ts";

export const minimal: Law = {
  says: "a switch to the target in use is empty, and of a home only the announced hunks and columns change",
  check: async (options) => {
    for (const makeHome of Object.values(options.homes)) await inHome(options, makeHome, requireEmpty);
    await eachCase(options, async ({ play, request, operation }) => {
      const before = await play.picture();
      const expected = await announced(operation, before);
      const { stores } = await play.apply(request);
      const skipped = stores.flatMap((store) => store.skipped);
      assert.ok(skipped.length === operation.stores.flatMap(({ summary }) => summary.skipped).length);
      requireSame(await withTimesOf(play, expected), expected, "beside what was announced");
    });
  },
};

/** What a settled home asks for: nothing. */
async function requireEmpty(play: Play): Promise<void> {
  const { options } = play;
  const goals = options.goals.filter((goal) => "target" in goal);
  for (const goal of goals) {
    const request = requestFor(options.adapter, goal);
    await play.apply(request).catch(() => {});
    const [found] = await play.open().inspect({}, "targets");
    if (found?.state.current !== goal.target) continue;
    assert.ok(isEmpty(await play.plan(request)), `${goal.target} is in use, and a switch to it is not empty`);
  }
}

/** The picture that the plan promises. */
async function announced(operation: Operation, before: Picture): Promise<Picture> {
  const expected = new Map(before);
  const units = await unitsOf(operation);
  for (const { store, plan } of operation.stores) {
    for (const edit of [...plan.required, ...units.flatMap(({ edits }) => edits)])
      announce(expected, store.home, edit);
  }
  return expected;
}

function announce(expected: Map<string, TreeEntry>, home: string, edit: Edit): void {
  if (edit.kind === "rows") return announceRows(expected, home, edit);
  const name = relative(home, edit.file);
  const entry = expected.get(name);
  if (edit.kind === "remove") expected.delete(name);
  if (edit.kind === "create") {
    const content = Buffer.from(edit.content).toString("base64");
    const owner = [...expected.values()].find(({ kind }) => kind === "file")?.owner ?? "";
    expected.set(name, { kind: "file", mode: edit.mode, owner, mtimeUs: null, content });
  }
  if (edit.kind === "patch" && entry !== undefined) {
    const content = Buffer.from(patched(Buffer.from(entry.content, "base64"), edit.hunks)).toString("base64");
    const mode = edit.mode?.after ?? entry.mode;
    expected.set(name, { ...entry, mode, content, mtimeUs: edit.keepTimes === true ? entry.mtimeUs : null });
  }
}

function patched(content: Uint8Array, hunks: readonly Hunk[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { offset, before, after } of hunks) {
    parts.push(content.subarray(from, offset), after);
    from = offset + before.length;
  }
  return Buffer.concat([...parts, content.subarray(from)]);
}

function announceRows(
  expected: Map<string, TreeEntry>,
  home: string,
  { database, table, changes }: Extract<Edit, { kind: "rows" }>,
): void {
  for (const { key, after } of changes) {
    for (const name of rowsLike(expected, { database: relative(home, database), table }, key)) {
      const entry = expected.get(name);
      if (entry === undefined) continue;
      const columns: unknown = JSON.parse(entry.content);
      expected.set(name, { ...entry, content: JSON.stringify({ ...(columns as object), ...after }) });
    }
  }
}

/** What was found, without the times of files that were expected to be written. */
async function withTimesOf(play: Play, expected: Picture): Promise<Picture> {
  const found = await play.picture();
  const entries = [...found].map(([name, entry]) => {
    const isWritten = expected.get(name)?.mtimeUs === null;
    return [name, isWritten ? { ...entry, mtimeUs: null } : entry] as const;
  });
  return new Map(entries);
}
