import type { TomlDate } from "smol-toml";
import { sameData } from "../text/same-data.ts";

/** Any value TOML can hold; integers beyond 2^53 are `bigint`. */
export type TomlValue = string | number | bigint | boolean | TomlDate | readonly TomlValue[] | TomlTable;

/** A table, by key. */
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

/** The value at a path, or `undefined` when a table on the way, or the key itself, is missing. */
export function tomlAt(table: TomlTable, ...path: readonly string[]): TomlValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return table;
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (rest.length === 0) return value;
  return isTomlTable(value) ? tomlAt(value, ...rest) : undefined;
}

/** Whether a value is a table, inline or not. */
export function isTomlTable(value: unknown): value is TomlTable {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The table with a value set at a path; tables on the way are made. */
export function withValue(table: TomlTable, path: readonly string[], value: TomlValue): TomlTable {
  const [key, ...rest] = path;
  if (key === undefined) return table;
  const inner = Object.hasOwn(table, key) ? table[key] : undefined;
  const next = rest.length === 0 ? value : withValue(isTomlTable(inner) ? inner : {}, rest, value);
  return Object.fromEntries([...Object.entries(table).filter(([name]) => name !== key), [key, next]]);
}

/** Whether two tables hold the same data; the order of their keys does not matter. */
export function sameTable(left: TomlTable, right: TomlTable): boolean {
  return sameData(left, right);
}

/** Whether two values, or their absence, are the same data. */
export function sameValue(left: TomlValue | undefined, right: TomlValue | undefined): boolean {
  return sameData(left, right);
}

/** The table without one of its keys. */
export function withoutKey(table: TomlTable, key: string): TomlTable {
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== key));
}
