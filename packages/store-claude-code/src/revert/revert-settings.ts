import type { FileEdit, FilePath, Json, MadeChange, View } from "@zcf/contract";
import {
  applyHunks,
  editJson,
  type JsonChange,
  type JsonObject,
  jsonAt,
  plainJson,
  removeJson,
  setJson,
} from "@zcf/formats";
import { jsonBytes, patchOf, wholeEdit } from "../edits.ts";
import { BASE_URL, keysOf, OWNED_KEYS } from "../owned-keys.ts";
import { parsed } from "../read-file.ts";
import { failure } from "../report.ts";
import { HELPER, helperOf, type Settings, settingsOf, textOf } from "../settings.ts";
import { isEqual, outcomeOf } from "./three-way.ts";
import { type Judged, parted } from "./together.ts";

/** What becomes of `settings.json`. */
export interface SettingsRevert {
  readonly edits: readonly FileEdit[];
  /** Keys that are emptied where they would be removed. */
  readonly emptied: readonly string[];
  /** What `env` holds afterwards. */
  readonly env: JsonObject;
  /** What `apiKeyHelper` names afterwards. */
  readonly helper: string | null;
}

export interface Reverting {
  readonly view: View;
  readonly now: Settings;
  /** A session may be running: it keeps what is removed, so that is emptied instead. */
  readonly empties: boolean;
}

/** Takes back `settings.json`. Throws `claude-code.undo-changed` (conflict) for values of ours that were changed since. */
export function revertSettings(change: MadeChange, reverting: Reverting): SettingsRevert {
  if (change.now === "kept") return { edits: [], emptied: [], ...saidBy(reverting.now) };
  if (change.now === "changed") return byValue(change, reverting);
  const whole = asBefore(change, reverting);
  // What would be the exact bytes is core's to write.
  return change.now === "exact" && whole.emptied.length === 0 ? { ...whole, edits: [] } : whole;
}

/** The bytes of before, but for keys that a running session would keep. */
function asBefore({ file, before }: MadeChange, { view, now, empties }: Reverting): SettingsRevert {
  const past = settingsOf({ file, content: before });
  const lost = ownKeys(now.env).filter((key) => !Object.hasOwn(past.env, key));
  const emptied = empties && past.broken === null ? lost : [];
  const content = withEmpty(before, past, emptied);
  return { edits: wholeEdit(view, now, content), emptied, ...saidBy(settingsOf({ file, content })) };
}

function withEmpty(before: Uint8Array | null, past: Settings, keys: readonly string[]): Uint8Array | null {
  if (keys.length === 0) return before;
  const values = Object.fromEntries(keys.map((key) => [key, ""]));
  if (before === null || past.document === null) return jsonBytes({ env: values });
  return applied(
    past,
    before,
    keys.map((key) => setJson(["env", key], "")),
  );
}

/** Only the values that the operation changed, on today's bytes. */
function byValue({ file, before, after }: MadeChange, { view, now, empties }: Reverting): SettingsRevert {
  if (now.broken !== null) throw now.broken;
  const [past, made] = [readable(file, before), readable(file, after)];
  const places = [...envPlaces(past, made, now), ["model"], HELPER];
  const values = places.map((path) => ({ path, ...valuesAt(path, past, made, now) }));
  const outcomes = values.map((value) => ({ ...value, outcome: outcomeOf(value, sameAt(value.path)) }));
  const conflicts = [...outcomes.filter(({ outcome }) => outcome === "conflict"), ...separated(outcomes)].map(
    ({ path }) => path.join("."),
  );
  if (conflicts.length > 0) throw failure("conflict", "claude-code.undo-changed", { file, keys: conflicts });
  const back = outcomes.filter(({ outcome }) => outcome === "goes-back");
  const emptied = back.filter(({ path, before: value }) => empties && value === undefined && path.length > 1);
  const changes = back.map((value) => changeBack(value, emptied.includes(value)));
  const keys = emptied.map(({ path }) => path[1] ?? "");
  return { ...edited(view, now, changes), emptied: keys };
}

/** Values are compared as they would be read without comments: those do not come back one by one. */
function readable(file: FilePath, content: Uint8Array | null): Settings {
  const side = settingsOf({ file, content });
  if (side.broken === null || content === null) return side;
  const hunks = parsed(file, () => plainJson(content));
  const plain = hunks === null ? side : settingsOf({ file, content: applyHunks(content, hunks) });
  // What nobody can read had no values that could go back.
  if (plain.broken !== null) throw failure("conflict", "claude-code.undo-changed", { file, keys: ["env"] });
  return plain;
}

type Path = readonly string[];

function envPlaces(past: Settings, made: Settings, now: Settings): readonly Path[] {
  const routing = Object.keys(now.env).filter((key) => ROUTE_KEYS.includes(key));
  const keys = new Set([...Object.keys(past.env), ...Object.keys(made.env), ...routing]);
  return [...keys].map((key) => ["env", key]);
}

/** What decides which server gets which credential; `apiKeyHelper` is the other part of it. */
const ROUTE_KEYS = keysOf("url", "credential", "headers", "backend");

/** No credential at all is nobody's: whether the login would go in its place is judged apart. */
function separated<T extends Judged & { readonly path: Path }>(values: readonly T[]): readonly T[] {
  const routing = values.filter(({ path }) =>
    path.length === 1 ? path === HELPER : ROUTE_KEYS.includes(path[1] ?? ""),
  );
  return parted(routing, ({ path }) => sameAt(path)).filter(
    ({ path, today }) => path[1] === BASE_URL || textOf(today) !== "",
  );
}

function valuesAt(path: Path, ...[past, made, now]: readonly [Settings, Settings, Settings]) {
  const at = (settings: Settings): Json | undefined =>
    settings.document === null ? undefined : jsonAt(settings.document.data, ...path);
  return { before: at(past), after: at(made), today: at(now) };
}

/** An empty value of `env` is an unset one. */
function sameAt(path: Path): typeof isEqual {
  if (path.length === 1) return isEqual;
  return (one, other) => isEqual(one, other) || (textOf(one) === "" && textOf(other) === "");
}

function changeBack(
  { path, before }: { readonly path: Path; readonly before: Json | undefined },
  empty: boolean,
): JsonChange {
  if (before !== undefined) return setJson(path, before);
  return empty ? setJson(path, "") : removeJson(path);
}

function edited(view: View, now: Settings, changes: readonly JsonChange[]): Omit<SettingsRevert, "emptied"> {
  const { content, document } = now;
  if (content === null || document === null) return { edits: [], ...saidBy(now) };
  const hunks = parsed(now.file, () => editJson(content, changes), "claude-code.settings-ignored");
  const after = settingsOf({ file: now.file, content: applyHunks(content, hunks) });
  return { edits: patchOf(view, now, hunks, { sensitive: true }), ...saidBy(after) };
}

/** What a session takes from settings. */
export function saidBy(settings: Settings): Pick<SettingsRevert, "env" | "helper"> {
  return { env: settings.env, helper: helperOf(settings) };
}

function applied(settings: Settings, content: Uint8Array, changes: readonly JsonChange[]): Uint8Array {
  return parsed(settings.file, () => applyHunks(content, editJson(content, changes)));
}

function ownKeys(env: JsonObject): readonly string[] {
  return OWNED_KEYS.map(({ key }) => key).filter((key) => Object.hasOwn(env, key));
}
