import type { Hunk } from "@zcf/contract";
import { applyHunks } from "../text/apply-hunks.ts";

/** The bytes of a text; a test writes files as text. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A file's text after hunks. */
export function edited(text: string, hunks: readonly Hunk[]): string {
  return decoded(applyHunks(bytes(text), hunks));
}

/** The hunks as text: `[offset, before, after]`. */
export function shown(hunks: readonly Hunk[]): readonly (readonly [number, string, string])[] {
  return hunks.map(({ offset, before, after }) => [offset, decoded(before), decoded(after)]);
}

function decoded(content: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
}
