import type {
  Edit,
  FileEdit,
  Group,
  Hunk,
  Lock,
  ModeChange,
  PatchEdit,
  Plan,
  RowsEdit,
  Store,
  StoreAdapter,
  Unit,
} from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { isInside } from "../path.ts";
import { OWN_GROUP } from "./own-group.ts";

/** Checks a plan's required edits and locks. A plan is untrusted input: throws `plan-refused` (adapter), naming the rule. */
export function admitPlan(adapter: StoreAdapter, store: Store, plan: Plan): void {
  requireOneEach(adapter, plan.required);
  for (const edit of plan.required) admitEdit(adapter, store, edit, "required");
  admitLocks(adapter, store, plan.locks);
}

/** Checks one unit on its own; that ids do not repeat is for whoever sees them all. */
export function admitUnit(adapter: StoreAdapter, store: Store, unit: Unit): void {
  if (unit.edits.length === 0) throw refused(adapter, "empty-unit", unit.id);
  requireOneEach(
    adapter,
    unit.edits.filter((edit) => edit.kind !== "rows"),
  );
  for (const edit of unit.edits) {
    // Only the required set is sealed in the journal.
    if (edit.sensitive === true) throw refused(adapter, "sensitive-unit", unit.id);
    admitEdit(adapter, store, edit, "optional");
  }
  if (unit.edits.every(isGuard)) throw refused(adapter, "no-op", unit.id);
  const directory = unit.locks.find(({ kind }) => kind === "mkdir");
  // Who dies leaves it, and a unit's locks are taken before its record is written.
  if (directory !== undefined) throw refused(adapter, "directory-lock-of-unit", directory.file);
  admitLocks(adapter, store, unit.locks);
}

function admitEdit(adapter: StoreAdapter, store: Store, edit: Edit, stage: Group["stage"]): void {
  const place = edit.kind === "rows" ? edit.database : edit.file;
  if (![...adapter.groups, OWN_GROUP].some((group) => group.id === edit.group && group.stage === stage)) {
    throw refused(adapter, "undeclared-group", edit.group);
  }
  if (!isInside(store.writeRoots, place)) throw refused(adapter, "outside-write-roots", place);
  if (edit.kind === "rows") admitRows(adapter, edit);
  if (edit.kind === "patch") admitPatch(adapter, edit);
  // What a unit changed goes back by its hunks.
  if (stage === "optional" && edit.kind === "patch" && edit.mode !== undefined)
    throw refused(adapter, "mode-of-unit", place);
  if (stage === "required" && isUnguarded(edit)) throw refused(adapter, "required-without-base", place);
}

/** What is all or nothing has to know the whole of each file. */
function isUnguarded(edit: Edit): boolean {
  return edit.kind === "patch" && edit.base === null && edit.encoding === undefined;
}

function admitPatch(adapter: StoreAdapter, edit: PatchEdit): void {
  const { file, base, size, encoding, hunks, mode } = edit;
  const guardsItself = size !== undefined || encoding !== undefined;
  if (base !== null && guardsItself) throw refused(adapter, "base-and-size", file);
  if (size !== undefined && !(Number.isSafeInteger(size) && size >= 0))
    throw refused(adapter, "no-size", file);
  if (encoding !== undefined && encoding !== "zstd") throw refused(adapter, "unknown-encoding", file);
  if (mode !== undefined) admitMode(adapter, edit, mode);
  else if (hunks.length === 0) throw refused(adapter, "no-hunks", file);
  admitHunks(adapter, file, hunks);
}

function admitMode(adapter: StoreAdapter, { file, base }: PatchEdit, { before, after }: ModeChange): void {
  if (![before, after].every(isMode)) throw refused(adapter, "no-mode", file);
  if (before === after) throw refused(adapter, "no-op", file);
  if (base === null) throw refused(adapter, "mode-without-base", file);
}

function isMode(mode: number): boolean {
  return Number.isSafeInteger(mode) && mode >= 0 && mode <= 0o7777;
}

function admitHunks(adapter: StoreAdapter, file: string, hunks: readonly Hunk[]): void {
  let end = 0;
  for (const { offset, before, after } of hunks) {
    if (!Number.isSafeInteger(offset) || offset < end) throw refused(adapter, "hunks-not-in-order", file);
    if (Buffer.compare(before, after) === 0) throw refused(adapter, "no-op", file);
    end = offset + before.length;
  }
}

function admitRows(adapter: StoreAdapter, edit: RowsEdit): void {
  const { changes, absent = [] } = edit;
  if (changes.length + absent.length === 0) throw refused(adapter, "no-rows", edit.database);
  if (absent.some((key) => Object.keys(key).length === 0)) throw refused(adapter, "no-key", edit.database);
  for (const { key, before, after } of changes) {
    if (Object.keys(key).length === 0) throw refused(adapter, "no-key", edit.database);
    const columns = Object.keys(after);
    const same = columns.length === Object.keys(before).length && columns.every((column) => column in before);
    if (!same || columns.length === 0) throw refused(adapter, "columns-differ", edit.database);
  }
}

/** Rows whose sides are equal guard the other edits of a unit; alone they would change nothing. */
function isGuard(edit: Edit): boolean {
  if (edit.kind !== "rows") return false;
  return edit.changes.every(({ before, after }) =>
    Object.keys(after).every((column) => before[column] === after[column]),
  );
}

function admitLocks(adapter: StoreAdapter, store: Store, locks: readonly Lock[]): void {
  for (const lock of locks) {
    const gate = lock.kind === "flock" && lock.coordination !== undefined ? [lock.coordination] : [];
    for (const place of [lock.file, ...gate])
      if (!isInside(store.writeRoots, place)) throw refused(adapter, "outside-write-roots", place);
  }
}

function requireOneEach(adapter: StoreAdapter, edits: readonly FileEdit[]): void {
  const seen = new Set<string>();
  for (const { file } of edits) {
    if (seen.has(file)) throw refused(adapter, "two-edits", file);
    seen.add(file);
  }
}

export function refused(adapter: StoreAdapter, rule: string, where: string): SwitchError {
  return new SwitchError({
    kind: "adapter",
    code: "plan-refused",
    params: { tool: adapter.id, rule, where },
  });
}
