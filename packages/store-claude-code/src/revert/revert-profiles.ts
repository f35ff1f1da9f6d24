import type { FileEdit, MadeChange, View } from "@zcf/contract";
import {
  copyFrom,
  editToml,
  isTomlTable,
  readToml,
  type TomlChange,
  type TomlDocument,
  type TomlValue,
  tomlAt,
} from "@zcf/formats";
import { patchOf, wholeEdit } from "../edits.ts";
import { CURRENT, type Profiles, TABLE } from "../profiles.ts";
import { parsed, tomlOf } from "../read-file.ts";
import { failure } from "../report.ts";
import { isEqual, outcomeOf } from "./three-way.ts";
import { type Judged, parted } from "./together.ts";

/**
 * Takes back upstream's file: the profile in use, and the fields of profiles, one by one, but those that say which server gets
 * which key, which go together; a profile that came or went goes or comes as a whole. Throws `claude-code.undo-changed` (conflict) for what somebody has changed since.
 */
export function revertProfiles(view: View, change: MadeChange, now: Profiles): readonly FileEdit[] {
  if (change.now === "replaced") return wholeEdit(view, now, change.before);
  const { file, content, document } = now;
  if (change.now !== "changed" || content === null || document === null) return [];
  const sides = { past: sideOf(change, change.before), made: sideOf(change, change.after), today: document };
  const outcomes = places(sides).map((path) => ({ path, ...judged(sides, path) }));
  const conflicts = [...outcomes.filter(({ outcome }) => outcome === "conflict"), ...separated(outcomes)].map(
    ({ path }) => path.join("."),
  );
  if (conflicts.length > 0) throw failure("conflict", "claude-code.undo-changed", { file, keys: conflicts });
  const changes = outcomes
    .filter(({ outcome }) => outcome === "goes-back")
    .map(({ path }): TomlChange => copyFrom(sides.past, path, sides.made));
  return patchOf(
    view,
    now,
    parsed(file, () => editToml(content, changes)),
    { sensitive: true },
  );
}

/** The profiles that an operation made, removed, or changed in what settings take from them. */
export function profilesIn(change: MadeChange): readonly string[] {
  const [past, made] = [sideOf(change, change.before), sideOf(change, change.after)];
  return profileIds(past, made).filter((id) => {
    const names = new Set([past, made].flatMap(({ data }) => Object.keys(tomlAt(data, ...TABLE, id) ?? {})));
    const isThere = [past, made].every(({ data }) => tomlAt(data, ...TABLE, id) !== undefined);
    const differing = [...names].filter(
      (name) => !isEqual(at(past, [...TABLE, id, name]), at(made, [...TABLE, id, name])),
    );
    return !isThere || differing.some((name) => name !== "name");
  });
}

interface Sides {
  readonly past: TomlDocument;
  readonly made: TomlDocument;
  readonly today: TomlDocument;
}

type Path = readonly string[];

function sideOf({ file }: MadeChange, content: Uint8Array | null): TomlDocument {
  return tomlOf({ file, content }) ?? readToml(new Uint8Array());
}

function places({ past, made }: Sides): readonly Path[] {
  const profiles = profileIds(past, made).flatMap((id): readonly Path[] => {
    const [before, after] = [past, made].map((side) => tomlAt(side.data, ...TABLE, id));
    if (!isTomlTable(before) || !isTomlTable(after)) return [[...TABLE, id]];
    const names = new Set([...Object.keys(before), ...Object.keys(after), ...ROUTE_FIELDS]);
    return [...names].map((name) => [...TABLE, id, name]);
  });
  return [CURRENT, ...profiles];
}

function profileIds(...sides: readonly TomlDocument[]): readonly string[] {
  const tables = sides.map(({ data }) => tomlAt(data, ...TABLE)).filter((table) => isTomlTable(table));
  return [...new Set(tables.flatMap((table) => Object.keys(table)))];
}

function judged({ past, made, today }: Sides, path: Path): Judged {
  const values = { before: at(past, path), after: at(made, path), today: at(today, path) };
  return { ...values, outcome: outcomeOf(values, path === CURRENT ? isSameName : isEqual) };
}

/** Which server gets which key, and how. */
const ROUTE_FIELDS: readonly string[] = ["baseUrl", "apiKey", "authType"];

function separated<T extends Judged & { readonly path: Path }>(values: readonly T[]): readonly T[] {
  const routing = values.filter(
    ({ path }) => ROUTE_FIELDS.includes(path.at(-1) ?? "") && path.length > TABLE.length + 1,
  );
  const ids = new Set(routing.map(({ path }) => path.at(-2)));
  return [...ids].flatMap((id) =>
    parted(
      routing.filter(({ path }) => path.at(-2) === id),
      () => isEqual,
    ),
  );
}

/** Nothing said means official, which upstream writes as an empty text. */
function isSameName(one: Value, other: Value): boolean {
  return (one ?? "") === (other ?? "");
}

type Value = Parameters<typeof isEqual>[0];

/** As JSON: of profiles and their fields nothing else is compared. */
function at({ data }: TomlDocument, path: Path): Value {
  return plain(tomlAt(data, ...path));
}

function plain(value: TomlValue | undefined): Value {
  if (value === undefined || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "object") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (!isTomlTable(value)) return value.map((item) => plain(item) ?? null);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner) ?? null]));
}
