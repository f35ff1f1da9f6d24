import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nextOf, whatOf } from "./code-text.ts";
import { en } from "./en.ts";
import type { CodeText, Messages } from "./messages.ts";
import { placesOf } from "./template.ts";
import { zhCN } from "./zh-CN.ts";

const codes = Object.keys(en.codes) as (keyof Messages["codes"])[];

/** The command that completes what was left out: added where a text is shown. */
const ADDED = "again";

/** Codes whose text is a step or a remark by itself, and one that only zcf can clear without a loss. */
const STANDS_ALONE =
  /^codex\.(hint-|keys-parked|shared-mode|earlier-fields|session-gone|config-closed)|^claude-code\.(hint-|exports-masked)/;

function placesIn({ what, next }: CodeText): readonly string[] {
  return placesOf(`${what} ${next ?? ""}`).toSorted();
}

describe.each([
  ["en", en],
  ["zh-CN", zhCN],
])("%s", (_, messages) => {
  test.each(codes)("%s says what happened and what to do", (code) => {
    const { what, next } = messages.codes[code];
    expect(what.trim()).not.toBe("");
    expect(next?.trim()).not.toBe("");
    expect(next !== null || STANDS_ALONE.test(code)).toBe(true);
  });

  test("every piece of help has a text", () => {
    expect(Object.values(messages.help).filter((text) => text.trim() === "")).toEqual([]);
  });
});

test.each(codes)("%s uses the same values in both languages", (code) => {
  const [english, chinese] = [placesIn(en.codes[code]), placesIn(zhCN.codes[code])];
  expect(chinese).toEqual(english);
});

test("Chinese texts are Chinese", () => {
  const texts = [...Object.values(zhCN.codes).map(({ what }) => what), ...Object.values(zhCN.help)];
  expect(texts.filter((text) => !/[\u4e00-\u9fff]/.test(text))).toEqual([]);
});

describe("values are those the code documents", () => {
  // `/** [file, pid] */` stands above each code of the packages whose codes are plain unions.
  test.each(["../../../../packages/core/src/codes.ts", "../usage/cli-code.ts"])("%s", (path) => {
    const source = readFileSync(new URL(path, import.meta.url), "utf8");
    const documented = new Map<string, Set<string>>();
    for (const [, comment = "", code = ""] of source.matchAll(/(?:\/\*\*(.*?)\*\/)?\s*\| "([^"]+)"/gs)) {
      const names = documented.get(code) ?? new Set();
      for (const name of comment.match(/\w+/g) ?? []) names.add(name);
      documented.set(code, names);
    }
    expect(documented.size).toBeGreaterThan(10);
    for (const [code, names] of documented) {
      const text = en.codes[code as keyof Messages["codes"]];
      expect(
        placesIn(text).filter((name) => !names.has(name) && name !== ADDED),
        code,
      ).toEqual([]);
    }
  });
});

describe("a code of a plug-in", () => {
  const said = { code: "acme.broken", params: { file: "/a", lines: ["1", "2"] } };

  test("is shown with its values", () => {
    expect(whatOf(en, said)).toBe('acme.broken file="/a" lines=["1","2"]');
    expect(nextOf(en, said)).toBeNull();
  });

  test("cannot be mistaken for a member of every object", () => {
    expect(whatOf(en, { code: "constructor", params: {} })).toBe("constructor");
  });
});
