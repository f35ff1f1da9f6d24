import type { FileEdit, View } from "@zcf/contract";
import {
  applyHunks,
  editToml,
  readToml,
  removeTable,
  setString,
  setTable,
  type TomlChange,
} from "@zcf/formats";
import { createOf, patchOf } from "../edits.ts";
import { keyEdits } from "../key-file.ts";
import { CURRENT, type Profiles, TABLE } from "../profiles.ts";
import { parsed } from "../read-file.ts";
import { isSameProfile, type ManagedProfile } from "./managed-profile.ts";
import type { ById } from "./managed-profiles.ts";

/** From which profiles to which, and whom upstream is to call current. */
export interface ProfilesChange {
  readonly from: ById;
  readonly to: ById;
  /** `null`: whom it names now. */
  readonly current: string | null;
}

/** The edits of upstream's file and of our own, the keys that come before what names them, those that go after. */
export function profileEdits(view: View, profiles: Profiles, change: ProfilesChange): readonly FileEdit[] {
  const keys = keyEdits(view, profiles.keys, keysAfter(profiles, change));
  const own = upstreamEdits(view, profiles, tomlChanges(profiles, change));
  const isAdding = [...change.to.values()].some(
    ({ id, helperKey }) => helperKey !== null && profiles.keys.keys[id] !== helperKey,
  );
  return isAdding ? [...keys, ...own] : [...own, ...keys];
}

function keysAfter(
  { keys: { keys } }: Profiles,
  { from, to }: ProfilesChange,
): Readonly<Record<string, string>> {
  const others = Object.entries(keys).filter(([id]) => !from.has(id) && !to.has(id));
  const own = [...to.values()].flatMap(({ id, helperKey }) =>
    helperKey === null ? [] : [[id, helperKey] as const],
  );
  return Object.fromEntries([...others, ...own]);
}

function tomlChanges({ isLegacy }: Profiles, { from, to, current }: ProfilesChange): readonly TomlChange[] {
  const isSame = from.size === to.size && [...to].every(([id, next]) => isUnchanged(from.get(id), next));
  if (isSame) return [];
  // The older file is not read any more once there is a profile in this one, so all move.
  const written: ById = isLegacy ? new Map() : from;
  const gone = [...written.keys()].filter((id) => !to.has(id)).map((id) => removeTable([...TABLE, id]));
  const made = [...to.values()].flatMap((next) => profileChanges(written.get(next.id), next));
  return [...gone, ...made, ...(current === null ? [] : [setString(CURRENT, current)])];
}

function isUnchanged(before: ManagedProfile | undefined, after: ManagedProfile): boolean {
  return before !== undefined && isSameProfile(before, after);
}

function profileChanges(
  before: ManagedProfile | undefined,
  { id, values }: ManagedProfile,
): readonly TomlChange[] {
  if (before === undefined) return [setTable([...TABLE, id], values)];
  const names = [...new Set([...Object.keys(before.values), ...Object.keys(values)])];
  return names
    .filter((name) => before.values[name] !== values[name])
    .map((name) => fieldChange([...TABLE, id, name], values[name]));
}

function fieldChange(path: readonly string[], value: string | undefined): TomlChange {
  return value === undefined ? removeTable(path) : setString(path, value);
}

function upstreamEdits(view: View, profiles: Profiles, changes: readonly TomlChange[]): readonly FileEdit[] {
  const { file, content } = profiles;
  if (changes.length === 0) return [];
  if (content !== null && !isBlank(content))
    return patchOf(
      view,
      profiles,
      parsed(file, () => editToml(content, changes)),
      { sensitive: true },
    );
  const after = applyHunks(NEW_FILE, editToml(NEW_FILE, changes));
  if (content === null) return [createOf(profiles, after)];
  return patchOf(view, profiles, [{ offset: 0, before: content, after }], { sensitive: true });
}

function isBlank(content: Uint8Array): boolean {
  return Object.keys(readToml(content).data).length === 0 && content.every((byte) => byte <= 0x20);
}

/** What upstream needs to find to go on writing the file: with a section missing it silently writes nothing. */
const NEW_FILE = new TextEncoder().encode(`version = "1.0.0"
lastUpdated = "1970-01-01T00:00:00.000Z"

[general]
preferredLang = "en"
templateLang = "en"
currentTool = "claude-code"

[claudeCode]
enabled = true
outputStyles = ["engineer-professional"]
defaultOutputStyle = "engineer-professional"
installType = "global"
currentProfile = ""

[codex]
enabled = false
systemPromptStyle = "engineer-professional"
`);
