import type { Hunk } from "@zcf/contract";

/** A JSON string or integer with the spaces that follow it: another value that fits moves no byte behind it. */
export type Slot = {
  /** Of the value's first byte. */
  readonly offset: number;
  /** The value as it is written, quotes included. */
  readonly token: string;
  /** Bytes from the value's first one to the end of the spaces after it. */
  readonly room: number;
};

/** The string that a slot holds; `null` when it holds a number. */
export function slotText(slot: Slot): string | null {
  const value = JSON.parse(slot.token) as unknown;
  return typeof value === "string" ? value : null;
}

/** The integer that a slot holds; `null` for a string, and for one that a number cannot hold exactly. */
export function slotNumber(slot: Slot): number | null {
  const value = JSON.parse(slot.token) as unknown;
  return Number.isSafeInteger(value) ? Number(value) : null;
}

/** How many bytes a value takes in JSON, quotes included. */
export function tokenLength(value: string | number): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The hunk that puts another value into a slot, padded with spaces to the same length; `null` when it does not fit. */
export function fillSlot(slot: Slot, value: string | number): Hunk | null {
  return tokenLength(value) > slot.room ? null : replaceSlot(slot, padded(value, slot.room));
}

/**
 * The hunk that puts a value into a slot of another size, and `tail` right behind it.
 *
 * `room` smaller than the value counts as just large enough. What stands behind the slot moves.
 */
export function resizeSlot(
  slot: Slot,
  value: string | number,
  size: { readonly room: number; readonly tail?: string },
): Hunk {
  return replaceSlot(slot, padded(value, size.room) + (size.tail ?? ""));
}

function padded(value: string | number, room: number): string {
  return JSON.stringify(value) + " ".repeat(Math.max(0, room - tokenLength(value)));
}

function replaceSlot(slot: Slot, after: string): Hunk {
  const spaces = " ".repeat(slot.room - Buffer.byteLength(slot.token));
  return { offset: slot.offset, before: Buffer.from(slot.token + spaces), after: Buffer.from(after) };
}

/**
 * Reads a slot that was found earlier, from its bytes and the one behind them; `null` when what stands there now is no
 * value of the same kind that fills the same room.
 */
export function readSlot(bytes: Uint8Array, { offset, token: then, room }: Slot): Slot | null {
  if (bytes.length <= room || !ENDS.has(bytes[room])) return null;
  const token = textOf(bytes.subarray(0, room))?.replace(/ +$/, "") ?? "";
  const isSameKind = token.startsWith('"') === then.startsWith('"');
  return isSameKind && isValue(token) ? { offset, token, room } : null;
}

/** What may stand behind a value and its spaces. */
const ENDS: ReadonlySet<number | undefined> = new Set(Buffer.from("},]\r\n\t"));

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

function isValue(token: string): boolean {
  try {
    const value = JSON.parse(token) as unknown;
    return typeof value === "string" || Number.isInteger(value);
  } catch {
    return false;
  }
}
