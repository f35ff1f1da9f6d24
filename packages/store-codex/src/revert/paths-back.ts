import {
  isTomlTable,
  lineOf,
  sameValue,
  type TomlDocument,
  type TomlTable,
  type TomlValue,
} from "@zcf/formats";
import { changedSince } from "./changed-since.ts";
import type { Times } from "./config-back.ts";

/** A table that is put back whole or not at all: half of one could send a key to the server of the other half. */
const WHOLE = { table: "model_providers", depth: 2 };

type Path = readonly string[];

/**
 * What has to be put back, in the order in which it stood: what differs between before and after and is now as it was
 * after. Throws `codex.undo-changed` (conflict) where it is neither.
 */
export function pathsBack(file: string, times: Times<TomlDocument>): readonly Path[] {
  const { before, after, now } = times;
  return differing({ file, now }, [], { before: before.data, after: after.data, now: now.data });
}

interface Place {
  readonly file: string;
  readonly now: TomlDocument;
}

function differing(place: Place, path: Path, { before, after, now }: Times<TomlTable>): readonly Path[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const values = { before: at(before, name), after: at(after, name), now: at(now, name) };
    return differingValue(place, [...path, name], values);
  });
}

function differingValue(place: Place, path: Path, values: Times<TomlValue | undefined>): readonly Path[] {
  const { before, after, now } = values;
  if (sameValue(before, after) || sameValue(now, before)) return [];
  const isThere = isTomlTable(before) && isTomlTable(after);
  // Table by table also where all of them are as they were left: those that the operation kept stay where they are written.
  if (sameValue(now, after) && (isWhole(path) || !isThere)) return [path];
  const inner = isWhole(path) ? null : tables(values);
  if (inner !== null) return differing(place, path, inner);
  throw changedSince(place.file, path, lineOf(place.now, path) ?? 0);
}

/** `null` where one of the values is neither a table nor missing. */
function tables({ before, after, now }: Times<TomlValue | undefined>): Times<TomlTable> | null {
  const [b, a, n] = [before ?? {}, after ?? {}, now ?? {}];
  return isTomlTable(b) && isTomlTable(a) && isTomlTable(n) ? { before: b, after: a, now: n } : null;
}

function isWhole(path: Path): boolean {
  return path[0] === WHOLE.table && path.length === WHOLE.depth;
}

function at(table: TomlTable, name: string): TomlValue | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
