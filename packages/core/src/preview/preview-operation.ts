import type { Edit, FileEdit, Hunk, RowsEdit } from "@zcf/contract";
import { OWN_GROUP } from "../admit/own-group.ts";
import { digest } from "../bytes/digest.ts";
import { decode } from "../bytes/encoding.ts";
import { applyHunks } from "../bytes/hunks.ts";
import type { Context } from "../context.ts";
import type { DiskReader } from "../disk/disk.ts";
import { changed } from "../errors.ts";
import type { Operation, StorePlan } from "../operation/operation.ts";
import { type NarrowDiffInput, narrowDiff } from "./narrow-diff.ts";
import type { Preview } from "./preview.ts";
import { redactor } from "./redact.ts";
import { unifiedDiff } from "./unified-diff.ts";
import { wholeFiles } from "./whole-files.ts";

/** Lines around a change of a file that is no session. */
const CONTEXT = 3;

/** Shows every change in the order in which it would be written. */
export async function* previewOperation({ disk }: Context, operation: Operation): AsyncIterable<Preview> {
  for (const store of operation.stores) {
    yield* previewStore({ disk, store, mask: redactor(store.plan.secrets, disk.nonce()) });
  }
}

async function* previewStore(sight: Sight): AsyncIterable<Preview> {
  const { adapter, plan } = sight.store;
  for (const edit of plan.required) yield previewEdit(sight, null, edit);
  for await (const item of plan.units()) {
    if (item.kind === "remark") continue;
    if (item.kind === "skipped") yield { type: "skipped", tool: adapter.id, skipped: item };
    else for (const edit of item.edits.filter(isChange)) yield previewEdit(sight, item.id, edit);
  }
}

/** Some rows only guard the others. */
function isChange(edit: Edit): boolean {
  return edit.kind !== "rows" || edit.changes.length > 0;
}

interface Sight {
  readonly disk: DiskReader;
  readonly store: StorePlan;
  readonly mask: (text: string) => string;
}

async function previewEdit(sight: Sight, unit: string | null, edit: Edit): Promise<Preview> {
  return edit.kind === "rows" ? previewRows(sight, unit ?? "", edit) : previewFile(sight, unit, edit);
}

function previewRows({ store }: Sight, unit: string, edit: RowsEdit): Preview {
  const { group, database, table, changes } = edit;
  return { type: "rows", tool: store.adapter.id, group, unit, database, table, changes };
}

async function previewFile(
  { disk, store, mask }: Sight,
  unit: string | null,
  edit: FileEdit,
): Promise<Preview> {
  const hunks = hunksOf(edit);
  const content = edit.kind === "create" ? null : await disk.read(edit.file);
  const before = content === null || edit.kind !== "patch" ? content : decode(content, edit.encoding);
  // Another content may hold secrets that the plan does not know, and so cannot mask.
  if (edit.kind === "patch" && edit.base !== null && digest(before ?? new Uint8Array()) !== edit.base)
    throw changed(edit.file);
  const after = edit.kind === "remove" ? null : applyHunks(before ?? new Uint8Array(), hunks);
  return {
    type: "file",
    tool: store.adapter.id,
    group: edit.group,
    unit,
    file: edit.file,
    change: edit.kind,
    diff: `${modeLines(edit)}${diffOf({ file: edit.file, before, after, hunks, mask }, unit, edit.group)}`,
    ...(edit.kind === "patch" && edit.mode !== undefined ? { mode: edit.mode } : {}),
    hunks: edit.sensitive === true || holdsSecret(hunks, mask) ? null : hunks,
  };
}

/** As git has them. */
function modeLines(edit: FileEdit): string {
  if (edit.kind !== "patch" || edit.mode === undefined) return "";
  const [before, after] = [edit.mode.before, edit.mode.after].map((mode) =>
    mode.toString(8).padStart(4, "0"),
  );
  return `old mode ${before}\nnew mode ${after}\n`;
}

function diffOf(input: NarrowDiffInput, unit: string | null, group: string): string {
  const { file, before, after } = input;
  if (unit !== null) return narrowDiff(input);
  return group === OWN_GROUP.id
    ? wholeFiles(file, before, after)
    : unifiedDiff({ ...input, context: CONTEXT });
}

function holdsSecret(hunks: readonly Hunk[], mask: Sight["mask"]): boolean {
  const sides = hunks.flatMap(({ before, after }) =>
    [before, after].map((side) => Buffer.from(side).toString()),
  );
  return sides.some((side) => mask(side) !== side);
}

function hunksOf(edit: FileEdit): readonly Hunk[] {
  const nothing = new Uint8Array();
  if (edit.kind === "patch") return edit.hunks;
  if (edit.kind === "create") return [{ offset: 0, before: nothing, after: edit.content }];
  return [{ offset: 0, before: edit.content, after: nothing }];
}
