import type { Json } from "@zcf/contract";

/**
 * JSON text that keeps bytes and big integers.
 *
 * A byte array is `{"$bytes": base64}`, a bigint is `{"$int": decimal}`. An object whose first key begins with `$` (what an
 * adapter remembers, a column's name) is `{"$object": [[key, value], …]}`, or it would be taken for one of these.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, marked);
}

/** What `JSON.stringify` hands over of a `Buffer` is a list of numbers already; the holder still has the bytes. */
function marked(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const held = this[key];
  if (held instanceof Uint8Array) return { $bytes: base64(held) };
  if (typeof held === "bigint") return { $int: held.toString() };
  return isMarkLike(value) ? { $object: Object.entries(value) } : value;
}

function isMarkLike(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.keys(value)[0]?.startsWith("$") === true;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
}

/** The other way, from what `JSON.parse` made of it. */
export function decode(value: Json): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: Json) => decode(inner));
  const entries = Object.entries(value as { readonly [key: string]: Json });
  const [key, held] = entries[0] ?? [];
  if (key === "$bytes" && typeof held === "string") return new Uint8Array(Buffer.from(held, "base64"));
  if (key === "$int" && typeof held === "string") return BigInt(held);
  return objectOf(key === "$object" && Array.isArray(held) ? (held as readonly [string, Json][]) : entries);
}

function objectOf(entries: readonly (readonly [string, Json])[]): unknown {
  return Object.fromEntries(entries.map(([name, inner]) => [name, decode(inner)]));
}
