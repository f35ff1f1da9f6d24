import type { FileEdit, Store, View } from "@zcf/contract";
import { applyHunks, editJson, editToml, type JsonChange, plainJson, setString } from "@zcf/formats";
import { createOf, patchOf } from "../edits.ts";
import { keyEdits, readKeyFile } from "../key-file.ts";
import { type Places, placesOf } from "../places.ts";
import { CURRENT } from "../profiles.ts";
import { parsed, type ReadFile, readFile } from "../read-file.ts";
import { readState } from "../state-file.ts";
import type { Fix } from "./found.ts";

/** The edits of all fixes but those of modes, one for each file, in the order of a switch. */
export async function fixEdits(
  store: Store,
  view: View,
  fixes: readonly Fix[],
): Promise<readonly FileEdit[]> {
  const places = placesOf(store, view);
  return [
    ...(await stateFix(view, places, fixes)),
    ...(await settingsFix(view, places, fixes)),
    ...(await currentFix(view, places, fixes)),
    ...(await keysFix(view, places, fixes)),
  ];
}

async function stateFix(view: View, places: Places, fixes: readonly Fix[]): Promise<readonly FileEdit[]> {
  const changes = fixes.flatMap((fix) => (fix.kind === "state" ? fix.changes : []));
  return changes.length === 0 ? [] : changed(view, await readState(view, places), changes);
}

async function settingsFix(view: View, places: Places, fixes: readonly Fix[]): Promise<readonly FileEdit[]> {
  const isPlain = fixes.some(({ kind }) => kind === "plain-settings");
  const changes = fixes.flatMap((fix) => (fix.kind === "settings" ? fix.changes : []));
  if (!isPlain && changes.length === 0) return [];
  const settings = await readFile(view, places.settings);
  return isPlain && settings.content !== null
    ? patchOf(view, settings, plainJson(settings.content) ?? [], { sensitive: true })
    : changed(view, settings, changes);
}

/** A file that is missing, or empty, is made. */
function changed(view: View, read: ReadFile, changes: readonly JsonChange[]): readonly FileEdit[] {
  const { file, content } = read;
  if (content === null) return [createOf(read, applyHunks(EMPTY, editJson(EMPTY, changes)))];
  if (new TextDecoder().decode(content).trim() === "") {
    const after = applyHunks(EMPTY, editJson(EMPTY, changes));
    const hunk = { offset: content.length, before: new Uint8Array(), after };
    return patchOf(view, read, [hunk], { sensitive: true });
  }
  const hunks = parsed(file, () => editJson(content, changes));
  return patchOf(view, read, hunks, { sensitive: true });
}

const EMPTY = new TextEncoder().encode("{\n}\n");

async function currentFix(
  view: View,
  { profiles }: Places,
  fixes: readonly Fix[],
): Promise<readonly FileEdit[]> {
  const name = fixes.find((fix) => fix.kind === "current")?.name;
  if (name === undefined) return [];
  const read = await readFile(view, profiles);
  const { file, content } = read;
  if (content === null) return [];
  return patchOf(
    view,
    read,
    parsed(file, () => editToml(content, [setString(CURRENT, name)])),
    { sensitive: true },
  );
}

async function keysFix(view: View, places: Places, fixes: readonly Fix[]): Promise<readonly FileEdit[]> {
  const gone = fixes.flatMap((fix) => (fix.kind === "keys" ? fix.gone : []));
  if (gone.length === 0) return [];
  const now = await readKeyFile(view, places);
  const rest = Object.entries(now.keys).filter(([id]) => !gone.includes(id));
  return keyEdits(view, now, Object.fromEntries(rest));
}
