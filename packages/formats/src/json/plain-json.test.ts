import { expect, test } from "vitest";
import { applyHunks } from "../text/apply-hunks.ts";
import { plainJson } from "./plain-json.ts";

function plain(text: string): string | null {
  const content = Buffer.from(text);
  const hunks = plainJson(content);
  return hunks === null ? null : Buffer.from(applyHunks(content, hunks)).toString();
}

test.each([
  ["{}", "{}"],
  ['{ "a": 1, }', '{ "a": 1 }'],
  ['{ "a": [1, 2,], // x\n "b": "// no, this,]" }', '{ "a": [1, 2],\n "b": "// no, this,]" }'],
  ['// first\n{\n  // about a\n  "a": 1, // one\n}\n', '{\n  "a": 1\n}\n'],
  ['{ "a": /* x */ 1 }', '{ "a":  1 }'],
  ['{\r\n\t"a": 1, /* x\r\n y */\r\n\t/* z */\r\n}', '{\r\n\t"a": 1\r\n}'],
  ['\uFEFF{ "ä": "€", /* € */ }', '\uFEFF{ "ä": "€"  }'],
  ['{ "a": 1 } // end', '{ "a": 1 }'],
])("%j is %j", (text, expected) => {
  expect(plain(text)).toBe(expected);
});

test.each(["", '{ "a": 1', "{ a: 1 }", "{ 'a': 1 }", '{ "a": 1,, }', '{ "a": 1 } { }'])(
  "%j has more wrong",
  (text) => {
    expect(plain(text)).toBeNull();
  },
);
