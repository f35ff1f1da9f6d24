/** Any JSON value, read-only: what the app-server answers and what rollout lines hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of object keys; undefined where the path leaves the tree. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return isObject(value) ? at(value[name], ...rest) : undefined;
}

/** The string at a path; throws where there is none, showing what was there. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string {
  const found = at(value, ...path);
  if (typeof found === "string") return found;
  throw new Error(`no string at ${path.join(".")}: ${JSON.stringify(value)?.slice(0, 500)}`);
}

/** The array at a path; throws where there is none, showing what was there. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  if (isList(found)) return found;
  throw new Error(`no array at ${path.join(".")}: ${JSON.stringify(value)?.slice(0, 500)}`);
}

/** Parses JSON text into the typed tree. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
