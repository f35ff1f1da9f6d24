import type { FileEdit, MadeChange, View } from "@zcf/contract";
import {
  addToList,
  applyHunks,
  editJson,
  type JsonChange,
  type JsonObject,
  jsonAt,
  removeFromList,
  removeJson,
  setJson,
} from "@zcf/formats";
import { patchOf, wholeEdit } from "../edits.ts";
import { parsed } from "../read-file.ts";
import { APPROVED, listAt, ONBOARDED, REJECTED, RESPONSES, type StateFile, stateOf } from "../state-file.ts";
import { outcomeOf } from "./three-way.ts";

/** What becomes of `.claude.json`. */
export interface StateRevert {
  readonly edits: readonly FileEdit[];
  /** What it says afterwards. */
  readonly data: JsonObject | null;
}

/**
 * Takes back what an operation wrote to `.claude.json`: the entries of its lists, and the onboarding. Claude Code writes this file at
 * every start, and the rest of it is Claude Code's. `inUse` is an entry that must stay, because its key is used afterwards.
 */
export function revertState(
  view: View,
  change: MadeChange,
  now: StateFile,
  inUse: string | null,
): StateRevert {
  if (change.now === "replaced") return { edits: replaced(view, change, now), data: now.data };
  if (change.now === "exact")
    return { edits: [], data: stateOf({ file: change.file, content: change.before }).data };
  if (change.now !== "changed" || now.content === null) return { edits: [], data: now.data };
  const { content, file } = now;
  const past = stateOf({ file: change.file, content: change.before }).data;
  const made = stateOf({ file: change.file, content: change.after }).data;
  const changes = [...onboarding(past, made, now.data), ...lists(past, made, now.data, inUse)];
  const hunks = parsed(file, () => editJson(content, changes));
  const { data } = stateOf({ file, content: applyHunks(content, hunks) });
  return { edits: patchOf(view, now, hunks, { sensitive: true }), data };
}

type State = JsonObject | null;

function onboarding(past: State, made: State, today: State): readonly JsonChange[] {
  const [before, after, current] = [past, made, today].map((data) => data?.[ONBOARDED]);
  // What has been done since, by whomever, is done.
  if (outcomeOf({ before, after, today: current }) !== "goes-back") return [];
  return [before === undefined ? removeJson([ONBOARDED]) : setJson([ONBOARDED], before)];
}

/** What was put in goes, what was taken out comes back: what an undo took out, the undo of that undo wants again. */
function lists(past: State, made: State, today: State, inUse: string | null): readonly JsonChange[] {
  const other = (entries: readonly string[]): readonly string[] => entries.filter((entry) => entry !== inUse);
  const approved = other(added(past, made, APPROVED));
  const isOurs = past !== null && jsonAt(past, RESPONSES) === undefined;
  if (isOurs && isOnly(today, approved)) return [removeJson([RESPONSES])];
  return [
    ...approved.map((entry) => removeFromList(APPROVED, entry)),
    ...added(made, past, APPROVED).map((entry) => addToList(APPROVED, entry)),
    ...added(past, made, REJECTED).map((entry) => removeFromList(REJECTED, entry)),
    ...other(added(made, past, REJECTED)).map((entry) => addToList(REJECTED, entry)),
  ];
}

function added(from: State, to: State, path: readonly string[]): readonly string[] {
  const known = listAt(from, path);
  return listAt(to, path).filter((entry) => !known.includes(entry));
}

/** Whether there is nothing in the lists but these. */
function isOnly(today: State, entries: readonly string[]): boolean {
  return [...listAt(today, APPROVED), ...listAt(today, REJECTED)].every((entry) => entries.includes(entry));
}

/** Who is logged in is nobody's to take back. */
const LOGIN = ["oauthAccount", "primaryApiKey", "userID"];

/** As a backup has it, but for the login. Without one in it the file stays. */
function replaced(view: View, { file, before }: MadeChange, now: StateFile): readonly FileEdit[] {
  if (before === null) return [];
  const past = stateOf({ file, content: before }).data;
  const changes = LOGIN.flatMap((key) => loginChange(key, past, now.data));
  return wholeEdit(
    view,
    now,
    parsed(file, () => applyHunks(before, editJson(before, changes))),
  );
}

function loginChange(key: string, past: State, today: State): readonly JsonChange[] {
  const value = today?.[key];
  if (value !== undefined) return [setJson([key], value)];
  return today === null || past?.[key] === undefined ? [] : [removeJson([key])];
}
