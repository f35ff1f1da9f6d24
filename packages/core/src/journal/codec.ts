import type { Json } from "@zcf/contract";

/**
 * JSON that keeps bytes and big integers.
 *
 * A byte array is `{"$bytes": base64}`, a bigint is `{"$int": decimal}`. Only our own records pass through here, and
 * none has a key that begins with `$`.
 */
export function toJson(value: unknown): Json {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (typeof value === "bigint") return { $int: value.toString() };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner)]));
  }
  return value as Json;
}

export function fromJson(value: Json): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: Json) => fromJson(inner));
  const entries = Object.entries(value as { readonly [key: string]: Json });
  const [key, text] = entries[0] ?? [];
  if (key === "$bytes" && typeof text === "string") return new Uint8Array(Buffer.from(text, "base64"));
  if (key === "$int" && typeof text === "string") return BigInt(text);
  return Object.fromEntries(entries.map(([name, inner]) => [name, fromJson(inner)]));
}
