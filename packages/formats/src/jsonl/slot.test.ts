import type { Hunk } from "@zcf/contract";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findSlots } from "./find-slots.ts";
import { fillSlot, readSlot, resizeSlot, type Slot, slotNumber, slotText, tokenLength } from "./slot.ts";

function slotIn(line: string): Slot {
  const found = findSlots(Buffer.from(line), { id: ["id"] });
  if (typeof found === "string" || typeof found.id === "string") throw new Error(line);
  return found.id;
}

function apply(line: string, hunk: Hunk | null): string {
  if (hunk === null) throw new Error("does not fit");
  const bytes = Buffer.from(line);
  const end = hunk.offset + hunk.before.length;
  expect(bytes.subarray(hunk.offset, end)).toEqual(hunk.before);
  return Buffer.concat([bytes.subarray(0, hunk.offset), hunk.after, bytes.subarray(end)]).toString();
}

test("a shorter value is padded and the old one comes back byte for byte", () => {
  const line = '{"id":"alpha","x":1}';
  const there = apply(line, fillSlot(slotIn(line), "b"));
  expect(there).toBe('{"id":"b"    ,"x":1}');
  expect(apply(there, fillSlot(slotIn(there), "alpha"))).toBe(line);
});

test("a longer value does not fit", () => {
  expect(fillSlot(slotIn('{"id":"b"   }'), "alpha")).toBeNull();
  expect(fillSlot(slotIn('{"id":"b"    }'), "alpha")).not.toBeNull();
});

test("a resized slot has the room asked for, and its tail behind it", () => {
  const line = '{"id":"b" ,"x":1}';
  expect(apply(line, resizeSlot(slotIn(line), "alpha", { room: 10 }))).toBe('{"id":"alpha"   ,"x":1}');
  expect(apply(line, resizeSlot(slotIn(line), "alpha", { room: 8, tail: ',"o":"b"' }))).toBe(
    '{"id":"alpha" ,"o":"b","x":1}',
  );
  expect(apply(line, resizeSlot(slotIn(line), "alpha", { room: 0 }))).toBe('{"id":"alpha","x":1}');
});

test("the guard is the token as it is written, also with escapes", () => {
  const line = '{"id":"\\u0061lpha"}';
  expect(slotText(slotIn(line))).toBe("alpha");
  expect(apply(line, fillSlot(slotIn(line), "alpha"))).toBe('{"id":"alpha"     }');
});

const ids = fc.string({ unit: "grapheme", maxLength: 12 });

test("any sequence of values that fit ends in the bytes it began with when it returns to the first", () => {
  fc.assert(
    fc.property(ids, fc.array(ids), (first, others) => {
      const line = `{"id":${JSON.stringify(first)},"x":"é"}`;
      const fitting = others.filter((id) => tokenLength(id) <= tokenLength(first));
      const end = [...fitting, first].reduce((now, id) => apply(now, fillSlot(slotIn(now), id)), line);
      expect(end).toBe(line);
    }),
  );
});

test("a number has a slot as well, and grows into its spaces", () => {
  const line = '{"id":99,"x":1}';
  expect(slotNumber(slotIn(line))).toBe(99);
  const wide = apply(line, resizeSlot(slotIn(line), 100, { room: 6 }));
  expect(wide).toBe('{"id":100   ,"x":1}');
  expect(slotNumber(slotIn(wide))).toBe(100);
  expect(apply(wide, fillSlot(slotIn(wide), 123456))).toBe('{"id":123456,"x":1}');
  expect(fillSlot(slotIn(wide), 1234567)).toBeNull();
});

test("text is no number, and a number no text", () => {
  expect(slotNumber(slotIn('{"id":"99"}'))).toBeNull();
  expect(slotText(slotIn('{"id":99}'))).toBeNull();
  expect(slotNumber(slotIn('{"id":99999999999999999999}'))).toBeNull();
});

test("a slot is read again where it stands; bytes that are no UTF-8 are no value", () => {
  const slot = slotIn('{"id":"alpha"}');
  const read = (bytes: Uint8Array): unknown => readSlot(bytes, slot)?.token ?? null;
  expect(read(Buffer.from('"beta" }'))).toBe('"beta"');
  expect(read(Buffer.from('"alp"a"}'))).toBeNull();
  expect(read(Buffer.from([0x22, 0xff, 0x6c, 0x70, 0x68, 0x61, 0x22, 0x7d]))).toBeNull();
});
