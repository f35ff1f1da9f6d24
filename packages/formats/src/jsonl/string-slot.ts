import type { Hunk } from "@zcf/contract";

/** A JSON string value with the spaces that follow it: another value that fits moves no byte behind it. */
export type StringSlot = {
  /** Of the opening quote. */
  readonly offset: number;
  /** The value as it is written, quotes included. */
  readonly token: string;
  /** Bytes from the opening quote to the end of the spaces after the closing one. */
  readonly room: number;
};

/** The string that a slot holds. */
export function slotValue(slot: StringSlot): string {
  return String(JSON.parse(slot.token));
}

/** How many bytes a string takes as a JSON value, quotes included. */
export function tokenLength(value: string): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The hunk that puts another value into a slot, padded with spaces to the same length; `null` when it does not fit. */
export function fillSlot(slot: StringSlot, value: string): Hunk | null {
  return tokenLength(value) > slot.room ? null : replaceSlot(slot, padded(value, slot.room));
}

/**
 * The hunk that puts a value into a slot of another size, and `tail` right behind it.
 *
 * `room` smaller than the value counts as just large enough. What follows the file's slot moves.
 */
export function resizeSlot(
  slot: StringSlot,
  value: string,
  size: { readonly room: number; readonly tail?: string },
): Hunk {
  return replaceSlot(slot, padded(value, size.room) + (size.tail ?? ""));
}

function padded(value: string, room: number): string {
  return JSON.stringify(value) + " ".repeat(Math.max(0, room - tokenLength(value)));
}

function replaceSlot(slot: StringSlot, after: string): Hunk {
  const spaces = " ".repeat(slot.room - Buffer.byteLength(slot.token));
  return { offset: slot.offset, before: Buffer.from(slot.token + spaces), after: Buffer.from(after) };
}
