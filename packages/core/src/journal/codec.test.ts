import type { Json } from "@zcf/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "./codec.ts";

const roundTrip = (value: unknown): unknown => decode(JSON.parse(encode(value)) as Json);

test.each<readonly [string, unknown]>([
  ["bytes", { $bytes: "AA==" }],
  ["a number", { $int: "not a number" }],
  ["another object", { $object: [["a", 1]] }],
  ["several", { $int: 1, b: [{ $bytes: "" }] }],
  ["a row", { key: { $int: "5" }, bytes: new Uint8Array([1]), big: 2n ** 60n }],
])("what looks like a mark of ours comes back as it was: %s", (_, value) => {
  expect(roundTrip(value)).toEqual(value);
});

test("any data comes back as it was", () => {
  const names = fc.oneof(fc.string(), fc.constantFrom("$bytes", "$int", "$object", "$"));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, 0, 1.5),
      fc.string(),
      fc.bigInt(),
      fc.uint8Array({ maxLength: 4 }),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(names, tie("value"), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (data) => {
      expect(roundTrip(data)).toEqual(data);
    }),
  );
});
