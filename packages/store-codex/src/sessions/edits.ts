import type { Hunk, PatchEdit, RowsEdit } from "@zcf/contract";
import { GROUP } from "./codes.ts";
import { isCompressed } from "./rollout-bytes.ts";
import type { ScannedRollout } from "./scan-family.ts";
import type { Standing } from "./standing.ts";

/** A session file's change; its time is what Codex shows as "updated", so it stays. */
export function patchOf({ file, scan }: ScannedRollout, hunks: readonly Hunk[]): PatchEdit {
  const edit = { kind: "patch", group: GROUP, file, base: null, hunks, keepTimes: true } as const;
  if (isCompressed(file)) return { ...edit, size: scan.size, encoding: "zstd" };
  const isLonger = hunks.some(({ before, after }) => before.length !== after.length);
  // In place others may append meanwhile; not where bytes move that somebody may have stored the places of.
  return isLonger ? { ...edit, size: scan.size } : edit;
}

/** The rows of a thread that follow it. */
export function rowsOf({ family, provider, rows }: Standing): readonly RowsEdit[] {
  return rows.map(({ row, model }) => {
    const change = {
      key: { id: family.thread },
      before: { model_provider: row.provider, ...(model === null ? {} : { model: model.before }) },
      after: { model_provider: provider, ...(model === null ? {} : { model: model.after }) },
    };
    return { kind: "rows", group: GROUP, database: row.database, table: "threads", changes: [change] };
  });
}
