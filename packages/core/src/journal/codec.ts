import type { Json } from "@zcf/contract";

/**
 * JSON text that keeps bytes and big integers.
 *
 * A byte array is `{"$bytes": base64}`, a bigint is `{"$int": decimal}`. Only our own records pass through here, and
 * none has a key that begins with `$`.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, marked);
}

/** What `JSON.stringify` hands over of a `Buffer` is a list of numbers already; the holder still has the bytes. */
function marked(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const held = this[key];
  if (held instanceof Uint8Array) return { $bytes: base64(held) };
  return typeof held === "bigint" ? { $int: held.toString() } : value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
}

/** The other way, from what `JSON.parse` made of it. */
export function decode(value: Json): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: Json) => decode(inner));
  const entries = Object.entries(value as { readonly [key: string]: Json });
  const [key, text] = entries[0] ?? [];
  if (key === "$bytes" && typeof text === "string") return new Uint8Array(Buffer.from(text, "base64"));
  if (key === "$int" && typeof text === "string") return BigInt(text);
  return Object.fromEntries(entries.map(([name, inner]) => [name, decode(inner)]));
}
