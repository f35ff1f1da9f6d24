import type { Edit, RowKey, RowsEdit, View } from "@zcf/contract";

/** Whether rows are there by now that edits need to be absent: what they store would have to change along. */
export async function haveArrived(edits: readonly Edit[], view: View): Promise<boolean> {
  for (const edit of edits) {
    if (edit.kind !== "rows") continue;
    for (const key of edit.absent ?? []) if (await isThere(edit, key, view)) return true;
  }
  return false;
}

async function isThere({ database, table }: RowsEdit, key: RowKey, view: View): Promise<boolean> {
  const where = Object.keys(key).map((column) => `"${column}" IS ?`);
  const sql = `SELECT 1 AS "found" FROM "${table}" WHERE ${where.join(" AND ")} LIMIT 1`;
  for await (const _row of view.query(database, sql, Object.values(key))) return true;
  return false;
}
