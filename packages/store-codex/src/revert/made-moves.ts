import type { Edit, FilePath, Hunk, PatchEdit, RowsEdit, SqlValue } from "@zcf/contract";
import { parseRolloutName } from "../sessions/rollout-name.ts";

/** What an operation made of a thread, as the edits of its unit tell. */
export interface MadeMove {
  readonly thread: string;
  /** The provider it goes back to: that of its row, else of the first place in its files. */
  readonly before: string;
  readonly after: string;
  /** All that its places and rows said before; they may have disagreed. */
  readonly named: readonly string[];
  /** Of the rows whose model was changed, by database. */
  readonly models: ReadonlyMap<FilePath, MadeModel>;
}

interface MadeModel {
  readonly before: string | null;
  readonly after: string | null;
}

interface Step {
  readonly thread: string;
  readonly before: string;
  readonly after: string;
}

/** The moves of a unit's threads; files in which only pointers were changed belong to none. */
export function madeMoves(edits: readonly Edit[]): readonly MadeMove[] {
  const rows = edits.filter((edit) => edit.kind === "rows").filter(({ table }) => table === "threads");
  const steps = [...rows.flatMap(rowSteps), ...edits.flatMap((edit) => fileSteps(edit))];
  const threads = [...new Set(steps.map(({ thread }) => thread))];
  return threads.flatMap((thread) => {
    const own = steps.filter((step) => step.thread === thread);
    const [first] = own;
    if (first === undefined) return [];
    const named = [...new Set(own.map(({ before }) => before))];
    return [{ thread, before: first.before, after: first.after, named, models: modelsOf(rows, thread) }];
  });
}

/** The threads whose files or rows a unit changes in any way. */
export function touchedThreads(edits: readonly Edit[]): readonly string[] {
  const found = edits.flatMap((edit) => {
    if (edit.kind !== "rows") return threadOf(edit.file) ?? [];
    return edit.table === "threads" ? edit.changes.map(({ key }) => String(key["id"])) : [];
  });
  return [...new Set(found)];
}

/** The segments of which a unit moves bytes, or writes the file anew. */
export function replacedSegments(edits: readonly Edit[]): readonly string[] {
  return edits.flatMap((edit) => (edit.kind === "patch" && isReplaced(edit) ? segmentOf(edit.file) : []));
}

/** With a digest of the whole, it is one that was encoded, and goes back whole. */
function isReplaced({ base, hunks, encoding }: PatchEdit): boolean {
  return (
    base !== null ||
    encoding !== undefined ||
    hunks.some(({ before, after }) => before.length !== after.length)
  );
}

function fileSteps(edit: Edit): readonly Step[] {
  if (edit.kind !== "patch") return [];
  const thread = threadOf(edit.file);
  if (thread === null) return [];
  return edit.hunks.flatMap(({ before, after }) => {
    const [then, now] = [stringAtStart(before), stringAtStart(after)];
    return then === null || now === null ? [] : [{ thread, before: then, after: now }];
  });
}

/** A hunk begins with the value of its slot, see `replaceSlot`; a number is the place in another file. */
function stringAtStart(bytes: Hunk["before"]): string | null {
  const [token] = /^"(?:[^"\\]|\\.)*"/.exec(new TextDecoder().decode(bytes)) ?? [];
  return token === undefined ? null : (JSON.parse(token) as string);
}

function rowSteps({ changes }: RowsEdit): readonly Step[] {
  return changes.flatMap(({ key, before, after }) => {
    const [then, now] = [before["model_provider"], after["model_provider"]];
    if (typeof then !== "string" || typeof now !== "string") return [];
    return [{ thread: String(key["id"]), before: then, after: now }];
  });
}

function modelsOf(rows: readonly RowsEdit[], thread: string): ReadonlyMap<FilePath, MadeModel> {
  const found = rows.flatMap(({ database, changes }) =>
    changes
      .filter(({ key, after }) => key["id"] === thread && after["model"] !== undefined)
      .map(({ before, after }) => {
        const model = { before: textOr(before["model"]), after: textOr(after["model"]) };
        return [database, model] as const;
      }),
  );
  return new Map(found);
}

function textOr(value: SqlValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function threadOf(file: string): string | null {
  return nameOf(file)?.thread ?? null;
}

function segmentOf(file: string): readonly string[] {
  const name = nameOf(file);
  return name === null ? [] : [name.segment];
}

function nameOf(file: string): ReturnType<typeof parseRolloutName> {
  return parseRolloutName(file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1));
}
