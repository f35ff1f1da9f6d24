import type { Json } from "@zcf/contract";

/** A JSON object. */
export type JsonObject = Readonly<Record<string, Json>>;

/** Whether a value is an object, and no list. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path, or `undefined` when an object on the way, or the key itself, is missing. */
export function jsonAt(value: Json, ...path: readonly string[]): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
  const inner = value[key];
  return inner === undefined ? undefined : jsonAt(inner, ...rest);
}

/** The value with another one at a path; objects on the way are made. */
export function withJson(value: Json, path: readonly string[], inner: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return inner;
  const old = isJsonObject(value) ? value : {};
  const next = withJson(Object.hasOwn(old, key) ? (old[key] ?? null) : {}, rest, inner);
  return Object.fromEntries([...entriesBut(old, key), [key, next]]);
}

/** The value without the key at a path; unchanged when it is not there. */
export function withoutJson(value: Json, path: readonly string[]): Json {
  const [key, ...rest] = path;
  if (key === undefined || !isJsonObject(value) || !Object.hasOwn(value, key)) return value;
  if (rest.length === 0) return Object.fromEntries(entriesBut(value, key));
  return Object.fromEntries([...entriesBut(value, key), [key, withoutJson(value[key] ?? null, rest)]]);
}

function entriesBut(object: JsonObject, key: string): readonly (readonly [string, Json])[] {
  return Object.entries(object).filter(([name]) => name !== key);
}
