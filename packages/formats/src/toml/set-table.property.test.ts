import fc from "fast-check";
import { expect, test } from "vitest";
import { bytes, edited } from "../testing/text-edit.ts";
import { editToml, type TomlChange } from "./edit-toml.ts";
import { removeTable } from "./remove-table.ts";
import { setTable } from "./set-table.ts";
import { sameTable, type TomlTable, type TomlValue, tomlAt, withValue } from "./toml-data.ts";
import { readToml } from "./toml-document.ts";

/** What stands around the table; none of it may change. */
const OTHERS = [
  "# commént 😀",
  "",
  "   ",
  'a = "é" # c',
  "# [p.t]",
  "[p.other] # x\nname = 'o'",
  "[q]\nl = [\n 1, # one\n]\n# end of q",
  "[[s]]\nm = 1",
  '[p."t.u"]\nd = 1979-05-27',
];
/** The table as people, upstream and Codex write it. */
const WRITTEN = [
  "[p.t]\nname = 'x' # c\n\n# in between\n[p.t.sub]\na = 1",
  "[p.t]",
  "[p.t.sub]\na = [\n 1,\n 2 ]",
  'p.t.name = "x"',
  "[p]\nt.name = 'x'\nt.n = 1",
  "[p]\nt = { name = 'x' }",
];

const key = fc.oneof(fc.constantFrom("name", "X-A", "a.b", "__proto__x"), fc.string({ maxLength: 4 }));
const scalar: fc.Arbitrary<TomlValue> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.integer(),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0.1, max: 1e6 }),
);
const { table } = fc.letrec<{ table: TomlTable; value: TomlValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(scalar, { maxLength: 3 }), tie("table")),
  table: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
}));

const lines = fc
  .array(fc.constantFrom(...OTHERS), { maxLength: 5 })
  .map((parts) => [...new Set(parts)].toSorted((a, b) => Number(isTable(a)) - Number(isTable(b))));
const style = fc.record({ bom: fc.boolean(), crlf: fc.boolean(), ended: fc.boolean() });

function isTable(text: string): boolean {
  return text.startsWith("[");
}

interface Style {
  readonly bom: boolean;
  readonly crlf: boolean;
  readonly ended: boolean;
}

function fileOf(parts: readonly string[], { bom, crlf, ended }: Style): string {
  const text = parts.join("\n") + (ended && parts.length > 0 ? "\n" : "");
  return (bom ? "\uFEFF" : "") + (crlf ? text.replaceAll("\n", "\r\n") : text);
}

function after(file: string, ...changes: readonly TomlChange[]): string {
  return edited(file, editToml(bytes(file), changes));
}

const PATH = ["p", "t"];

test("a table that was missing comes in, says what it should, and goes without a trace", () => {
  fc.assert(
    fc.property(lines, style, table, (parts, how, wanted) => {
      const file = fileOf(parts, how);
      const there = after(file, setTable(PATH, wanted, "ours"));
      expect(there.startsWith(file)).toBe(true);
      const data = readToml(bytes(there)).data;
      expect(sameTable(data, withValue(readToml(bytes(file)).data, PATH, wanted))).toBe(true);
      expect(editToml(bytes(there), [setTable(PATH, wanted, "ours")])).toEqual([]);
      expect(after(there, removeTable(PATH))).toBe(file);
    }),
  );
});

test("a table that is there, in any form: what it should say comes in, everything around it stays", () => {
  const first = fc.constantFrom(...WRITTEN);
  fc.assert(
    fc.property(
      first,
      lines,
      style,
      fc.array(table, { minLength: 1, maxLength: 3 }),
      (own, parts, how, wanted) => {
        const [above, below] = [parts.filter((part) => !isTable(part)), parts.filter(isTable)];
        const file = fileOf([...above, own, ...below], how);
        const there = after(file, ...wanted.map((next) => setTable(PATH, next)));
        expect(tomlAt(readToml(bytes(there)).data, "p", "other")).toEqual(
          tomlAt(readToml(bytes(file)).data, "p", "other"),
        );
        const kept = [...above, ...below].flatMap((part) => part.split("\n"));
        for (const line of kept) expect(there.replace("\uFEFF", "").split(/\r?\n/)).toContain(line);
        const gone = readToml(bytes(after(there, removeTable(PATH)))).data;
        expect(tomlAt(gone, ...PATH)).toBeUndefined();
      },
    ),
  );
});

test("swapped to and fro, a table with a header gives the same bytes each time it holds the same", () => {
  fc.assert(
    fc.property(lines, style, table, table, (parts, how, one, other) => {
      const first = after(fileOf(parts, how), setTable(PATH, one, "ours"));
      const second = after(first, setTable(PATH, other, "ours"));
      fc.pre(!sameTable(one, other));
      expect(after(second, setTable(PATH, one, "ours"))).toBe(first);
    }),
  );
});
