import assert from "node:assert/strict";
import { appendFile, chmod, readFile, writeFile } from "node:fs/promises";
import type { FileEdit, PatchEdit, RowsEdit, SqlValue, Unit } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import type { Operation, Report } from "@zcf/core";
import { requireSame } from "./compare.ts";
import { unitsOf } from "./drain.ts";
import type { Law } from "./law.ts";
import { type Case, eachCase, named, type Play } from "./play.ts";

export const guards: Law = {
  says: "what differs from what the plan read is a conflict, and nothing is written there",
  check: (options) =>
    eachCase(options, async ({ operation, afresh }) => {
      const required = operation.stores.flatMap(({ plan }) => plan.required);
      for (const [index, edit] of required.entries()) {
        await afresh((one) => changeFile(one, index, tamper));
        if (edit.kind === "patch" && edit.mode !== undefined)
          await afresh((one) => changeFile(one, index, openToAll));
      }
      const units = await unitsOf(operation);
      for (const [index, unit] of units.entries()) {
        requireGuarded(unit);
        if (unit.edits.some(isOverwrite)) await afresh((one) => changeHunk(one, index));
        if (unit.edits.some(isRows)) await afresh((one) => changeRow(one, index));
      }
    }),
};

/** An edit that only inserts shows nothing of what it expects, but for the size of the file. */
function requireGuarded({ id, edits }: Unit): void {
  for (const edit of edits) {
    if (edit.kind !== "patch" || edit.base !== null || edit.size !== undefined) continue;
    assert.ok(
      edit.hunks.some(({ before }) => before.length > 0),
      `unit ${id} is guarded by nothing`,
    );
  }
}

type Fresh = Omit<Case, "afresh">;

/** Whatever is changed in a required file stops everything. */
async function changeFile(
  { play, operation }: Fresh,
  index: number,
  change: (edit: FileEdit) => Promise<void>,
): Promise<void> {
  const edit = operation.stores.flatMap(({ plan }) => plan.required)[index];
  if (edit === undefined) return;
  await change(edit);
  const before = await play.picture();
  await named(`${edit.file} was changed`, async () => {
    const error = await applied(play, operation).then(
      () => null,
      (failure: unknown) => failure,
    );
    assert.ok(isSwitchError(error), "it is no conflict");
    assert.deepEqual({ kind: error.kind, code: error.code }, { kind: "conflict", code: "changed" });
    requireSame(await play.picture(), before, "after the conflict");
  });
}

async function tamper(edit: FileEdit): Promise<void> {
  if (edit.kind === "create") await writeFile(edit.file, "somebody else's\n");
  else await appendFile(edit.file, "\n");
}

/** Another mode than it had, and than it gets. */
async function openToAll({ file }: FileEdit): Promise<void> {
  await chmod(file, 0o666);
}

/** Without a second plan: what the tool changes after the last one is for the guards to see. */
async function applied(play: Play, operation: Operation): Promise<Report> {
  return play.open().apply(operation, { replan: "when-overtaken" });
}

/** A byte that would be written over. */
async function changeHunk({ play, operation }: Fresh, index: number): Promise<void> {
  const unit = (await unitsOf(operation))[index];
  const edit = unit?.edits.find(isOverwrite);
  if (unit === undefined || edit === undefined) return;
  const hunk = edit.hunks.find(({ before }) => before.length > 0);
  const content = await readFile(edit.file);
  const offset = hunk?.offset ?? 0;
  content.writeUInt8((content[offset] ?? 0) ^ 1, offset);
  await writeFile(edit.file, content);
  await requireSkipped({ play, operation, unit });
}

function isOverwrite(edit: Unit["edits"][number]): edit is PatchEdit {
  return (
    edit.kind === "patch" && edit.encoding === undefined && edit.hunks.some(({ before }) => before.length > 0)
  );
}

async function changeRow({ play, operation }: Fresh, index: number): Promise<void> {
  const unit = (await unitsOf(operation))[index];
  const edit = unit?.edits.find(isRows);
  const change = edit?.changes[0];
  if (unit === undefined || edit === undefined || change === undefined) return;
  const { key, before } = change;
  const other = Object.fromEntries(Object.entries(before).map(([name, value]) => [name, otherThan(value)]));
  const changes = [{ key, before, after: other }];
  await play.disk.changeRows(edit.database, [{ unit: "tool", table: edit.table, changes }]);
  await requireSkipped({ play, operation, unit });
}

function isRows(edit: Unit["edits"][number]): edit is RowsEdit {
  return edit.kind === "rows" && edit.changes.length > 0;
}

function otherThan(value: SqlValue): SqlValue {
  return typeof value === "number" ? value + 1 : `${String(value)}-changed`;
}

interface Guarded {
  readonly play: Play;
  readonly operation: Operation;
  readonly unit: Unit;
}

/** The unit is named, and is as it was; whether others went on is theirs. */
async function requireSkipped({ play, operation, unit }: Guarded): Promise<void> {
  const before = await play.picture();
  await named(`unit ${unit.id} was changed`, async () => {
    const { stores } = await applied(play, operation);
    const skipped = new Set(stores.flatMap((store) => store.skipped.map(({ id }) => id)));
    for (const id of unit.subjects ?? [unit.id]) assert.ok(skipped.has(id), `${id} is not named as skipped`);
    const after = await play.picture();
    const files = unit.edits.flatMap((edit) => (edit.kind === "rows" ? [] : [edit.file]));
    const own = [...before.keys()].filter((name) => files.some((file) => file.endsWith(`/${name}`)));
    const of = (picture: typeof before) => new Map(own.map((name) => [name, picture.get(name)] as const));
    assert.deepEqual(of(after), of(before), "and yet it was written to");
  });
}
