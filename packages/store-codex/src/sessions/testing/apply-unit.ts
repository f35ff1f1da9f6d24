import { writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";
import type { Edit, Hunk, RowChange, RowsEdit, Unit } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";
import { expect } from "vitest";
import { readRollout } from "./made-up-history.ts";

/** Applies a unit's edits to real files and databases, checking each guard; no journal, no locks. */
export async function applyUnit({ edits }: Unit): Promise<void> {
  for (const edit of edits) await applyEdit(edit);
}

/** Takes a unit back that was just applied. */
export async function undoUnit({ edits }: Unit): Promise<void> {
  for (const edit of edits) await applyEdit(inverse(edit));
}

async function applyEdit(edit: Edit): Promise<void> {
  if (edit.kind === "rows") return applyRows(edit);
  if (edit.kind !== "patch") throw new Error(edit.kind);
  const content = await readRollout(edit.file);
  if (edit.size !== undefined) expect(content.length).toBe(edit.size);
  for (const { offset, before } of edit.hunks)
    expect(content.subarray(offset, offset + before.length).equals(before)).toBe(true);
  const after = applyHunks(content, edit.hunks);
  await writeFile(edit.file, edit.encoding === "zstd" ? zstdCompressSync(after) : after);
}

function applyRows({ database: path, table, changes }: RowsEdit): void {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA synchronous = OFF; BEGIN");
  for (const change of changes) {
    const guard = { ...change.key, ...change.before };
    const set = Object.keys(change.after).map((column) => `${column} = ?`);
    const where = Object.keys(guard).map((column) => `${column} IS ?`);
    const statement = database.prepare(`UPDATE ${table} SET ${set.join(", ")} WHERE ${where.join(" AND ")}`);
    const { changes: rows } = statement.run(...Object.values(change.after), ...Object.values(guard));
    expect(rows).toBe(1);
  }
  database.exec("COMMIT");
  database.close();
}

function inverse(edit: Edit): Edit {
  if (edit.kind === "rows") return { ...edit, changes: edit.changes.map(invertRow) };
  if (edit.kind !== "patch") throw new Error(edit.kind);
  const { size: _, ...rest } = edit;
  return { ...rest, hunks: invertHunks(edit.hunks) };
}

function invertRow({ key, before, after }: RowChange): RowChange {
  return { key, before: after, after: before };
}

function invertHunks(hunks: readonly Hunk[]): readonly Hunk[] {
  let shift = 0;
  return hunks.map(({ offset, before, after }) => {
    const hunk = { offset: offset + shift, before: after, after: before };
    shift += after.length - before.length;
    return hunk;
  });
}
