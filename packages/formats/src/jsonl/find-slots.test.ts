import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findSlots } from "./find-slots.ts";
import { slotText } from "./slot.ts";

const PATHS = { type: ["type"], provider: ["payload", "model_provider"] };

function find(line: string): ReturnType<typeof findSlots<keyof typeof PATHS>> {
  return findSlots(Buffer.from(line), PATHS);
}

test("finds values by path, with the spaces that follow them", () => {
  expect(find('{"type":"a", "payload":{"model_provider":"alpha"  ,"x":1}}')).toEqual({
    type: { offset: 8, token: '"a"', room: 3 },
    provider: { offset: 41, token: '"alpha"', room: 9 },
  });
});

test("only spaces are room: a tab is left as it is", () => {
  expect(find('{"payload":{"model_provider":"alpha" \t }}')).toMatchObject({
    provider: { token: '"alpha"', room: 8 },
  });
});

test("tells other values from missing ones", () => {
  expect(find('{"type":null,"payload":{}}')).toEqual({ type: "null", provider: "absent" });
  expect(find('{"type":["a"],"payload":"x"}')).toEqual({ type: "other", provider: "absent" });
  expect(find('{"type":{"type":"a"}}')).toEqual({ type: "other", provider: "absent" });
  expect(find('{"type":1.5}')).toMatchObject({ type: "other" });
  expect(find("[1]")).toEqual({ type: "absent", provider: "absent" });
});

test("the same name elsewhere is not the path", () => {
  const line = '{"model_provider":"root","payload":{"x":{"model_provider":"deep"}},"list":[{"type":"in"}]}';
  expect(find(line)).toEqual({ type: "absent", provider: "absent" });
});

test("a member on the way that is there twice makes the line ambiguous", () => {
  expect(find('{"type":"a","type":"a"}')).toBe("ambiguous");
  expect(find('{"payload":{"model_provider":"a"},"payload":{}}')).toBe("ambiguous");
  expect(find('{"payload":{"model_provider":"a","model_provider":1}}')).toBe("ambiguous");
  expect(find('{"x":1,"x":2,"type":"a"}')).toMatchObject({ type: { token: '"a"' } });
});

test("what is not strict JSON in UTF-8 is malformed", () => {
  for (const line of ["", "{", '{"type":"a",}', '{"type":"a"} x', '{"type":"a"} // c', '\ufeff{"type":"a"}'])
    expect(find(line), line).toBe("malformed");
  const bytes = Buffer.concat([Buffer.from('{"type":"a","x":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect(findSlots(bytes, PATHS)).toBe("malformed");
});

test("a carriage return at the end is white space", () => {
  expect(find('{"type":"a"}\r')).toMatchObject({ type: { offset: 8, room: 3 } });
});

const json = fc.jsonValue({ maxDepth: 3, stringUnit: "binary" });

test("offsets are bytes, whatever stands before and in the value", () => {
  fc.assert(
    fc.property(json, fc.string({ unit: "grapheme" }), fc.nat(5), (noise, value, spaces) => {
      const head = `{"noise":${JSON.stringify(noise)},"payload":{"model_provider":`;
      const found = find(`${head}${JSON.stringify(value)}${" ".repeat(spaces)}},"é":1}`);
      if (typeof found === "string" || typeof found.provider === "string") throw new Error("not found");
      expect(found.provider.offset).toBe(Buffer.byteLength(head));
      expect(found.provider.room).toBe(Buffer.byteLength(JSON.stringify(value)) + spaces);
      expect(slotText(found.provider)).toBe(value);
    }),
  );
});
