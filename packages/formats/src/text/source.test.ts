import { expect, test } from "vitest";
import { bytes } from "../testing/text-edit.ts";
import { FormatError } from "./format-error.ts";
import { byteOffset, decode } from "./source.ts";

test("offsets count bytes, also behind a byte order mark and beyond the basic plane", () => {
  const source = decode(bytes("\uFEFFé😀x"), "toml");
  expect(source).toEqual({ text: "é😀x", bom: true });
  expect([0, 1, 3, 4].map((offset) => byteOffset(source, offset))).toEqual([3, 5, 9, 10]);
});

test.each([
  ["first byte", [0xff], 1, 1],
  ["in the second line", [0x61, 0x0a, 0x62, 0xc3, 0x28], 2, 2],
  ["cut at the end", [0x61, 0xe2, 0x82], 1, 2],
  ["behind a byte order mark", [0xef, 0xbb, 0xbf, 0x61, 0xff], 1, 2],
])("invalid UTF-8, %s", (_name, content, line, column) => {
  const failure = expect(() => decode(Uint8Array.from(content), "json"));
  failure.toThrow(new FormatError({ format: "json", line, column, reason: "invalid UTF-8" }));
});
