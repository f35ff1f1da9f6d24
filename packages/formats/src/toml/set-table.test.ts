import { describe, expect, test } from "vitest";
import { bytes, edited } from "../testing/text-edit.ts";
import { FormatError } from "../text/format-error.ts";
import { editToml, type TomlChange } from "./edit-toml.ts";
import { removeTable } from "./remove-table.ts";
import { setTable } from "./set-table.ts";
import { tableComments } from "./table-regions.ts";
import type { TomlTable } from "./toml-data.ts";
import { readToml } from "./toml-document.ts";

const PATH = ["p", "x.y"];
const TABLE: TomlTable = {
  name: 'q" \\ é',
  n: 3,
  big: 12345678901234567890n,
  list: ["a", { b: true }],
  headers: { "X-A": "1" },
  auth: { command: "c", deep: { d: 1.5 } },
};
const LINES = `[p."x.y"]
name = "q\\" \\\\ é"
n = 3
big = 12345678901234567890
list = [ "a", { b = true } ]

[p."x.y".headers]
X-A = "1"

[p."x.y".auth]
command = "c"

[p."x.y".auth.deep]
d = 1.5
`;
const INLINE = `{ name = "q\\" \\\\ é", n = 3, big = 12345678901234567890, list = ["a", { b = true }], headers = { X-A = "1" }, auth = { command = "c", deep = { d = 1.5 } } }`;

function after(text: string, ...changes: readonly TomlChange[]): string {
  return edited(text, editToml(bytes(text), changes));
}

describe("a table that is missing", () => {
  test.each([
    ["an empty file", "", LINES],
    ["only a byte order mark", "\uFEFF", `\uFEFF${LINES}`],
    ["at the end, after an empty line", "a = 1\n[t]\nb = 1\n", `a = 1\n[t]\nb = 1\n\n${LINES}`],
    ["a last line without newline stays without", "# c", `# c\n\n${LINES.trimEnd()}`],
    ["CRLF", "a = 1\r\n", `a = 1\r\n\r\n${LINES.replaceAll("\n", "\r\n")}`],
    ["beside its siblings", "[p.a]\nb = 1\n[[s]]\n", `[p.a]\nb = 1\n[[s]]\n\n${LINES}`],
    ["beside dotted siblings", "p.a.b = 1\n", `p.a.b = 1\n\n${LINES}`],
    ["below a header of its parent", "[p]\na = 1\n", `[p]\na = 1\n\n${LINES}`],
  ])("%s", (_name, text, expected) => {
    const there = after(text, setTable(PATH, TABLE));
    expect(there).toBe(expected);
    expect(editToml(bytes(there), [setTable(PATH, TABLE)])).toEqual([]);
    expect(after(there, removeTable(PATH))).toBe(text);
  });

  test.each([
    ["p = { a = 1 }\n", `p = { a = 1, "x.y" = ${INLINE} }\n`],
    ["p = {}\n", `p = { "x.y" = ${INLINE} }\n`],
  ])("in an inline table: %s", (text, expected) => {
    expect(after(text, setTable(PATH, TABLE, "lost"))).toBe(expected);
  });

  test("the comment stands behind the header, and can be told from others", () => {
    const text = after("# above\n[t]\n# below\n", setTable(["u"], { a: 1, b: { c: 1 } }, "note é"));
    expect(text).toBe("# above\n[t]\n# below\n\n[u] # note é\na = 1\n\n[u.b]\nc = 1\n");
    expect(tableComments(readToml(bytes(text)), ["u"])).toEqual(["note é"]);
    expect(tableComments(readToml(bytes(text)), ["t"])).toEqual([]);
  });
});

describe("a table that is there", () => {
  const small: TomlTable = { a: 2 };
  test.each([
    [
      "in its place, others' comments stay",
      "# about t\n[t] # h\n# in\na = 1 # c\n\n# about u\n[u]\nb = 1\n",
      "# about t\n[t]\na = 2\n\n# about u\n[u]\nb = 1\n",
    ],
    ["with its sub-tables", "[t]\na = 1\n# s\n[t.s]\nb = 1\n[[t.l]]\nc = 1\n[u]\n", "[t]\na = 2\n[u]\n"],
    ["with one that stands elsewhere", "[t]\na = 1\n[u]\nb = 1\n[t.s]\nb = 1\n", "[t]\na = 2\n[u]\nb = 1\n"],
    ["only a sub-table had a header", "[t.s]\nb = 1\n[u]\n", "[t]\na = 2\n[u]\n"],
    ["a value of several lines", "[t]\na = [\n 1,\n] # c\n\n[u]\n", "[t]\na = 2\n\n[u]\n"],
    ["the last line without newline", "x = 1\n[t]\na = 1", "x = 1\n[t]\na = 2"],
    ["CRLF", "x = 1\r\n[t]\r\na = 1\r\nb = 1\r\n[u]\r\n", "x = 1\r\n[t]\r\na = 2\r\n[u]\r\n"],
    ["dotted keys", "t.a = 1\nx = 1\n# c\nt.b = 1\n", "x = 1\n# c\n\n[t]\na = 2\n"],
    ["an inline table", "t = { a = 1 }\nx = 1\n", "x = 1\n\n[t]\na = 2\n"],
    ["another type", "t = 3\n[u]\n", "[u]\n\n[t]\na = 2\n"],
    ["equal data, other order and spelling", "[t]\na=0x2 # c\n", "[t]\na=0x2 # c\n"],
  ])("%s", (_name, text, expected) => {
    expect(after(text, setTable(["t"], small))).toBe(expected);
  });

  test("as an item of an inline table, its neighbours as they are written", () => {
    const text = "t = { u = 'x',v  =  { a = 1 } }\n";
    expect(after(text, setTable(["t", "v"], small))).toBe("t = { u = 'x',v  =  { a = 2 } }\n");
  });
});

describe("removing", () => {
  test.each([
    ["missing", "a = 1\n", "a = 1\n"],
    ["with the empty line above it", "x = 1\n\n[t]\na = 1\n\n[u]\n", "x = 1\n\n[u]\n"],
    ["the first", "[t]\na = 1\n[u]\n", "[u]\n"],
    ["the only one", "[t]\na = 1\n", ""],
    ["comments above stay, those inside go", "# c\n[t]\n# in\na = 1\n# d\n[u]\n", "# c\n# d\n[u]\n"],
    ["dotted keys", "t.a = 1\nx = 1\nt.b.c = 1\n", "x = 1\n"],
    ["sub-tables elsewhere", "[t]\na = 1\n\n[u]\n\n[t.s]\nb = 1\n\n[w]\n", "\n[u]\n\n[w]\n"],
  ])("%s", (_name, text, expected) => {
    expect(after(text, removeTable(["t"]))).toBe(expected);
  });

  test.each([
    ["its implicit parent goes too", "[t.u]\na = 1\n", ""],
    ["its written parent stays", "[t]\n[t.u]\na = 1\n", "[t]\n"],
    ["its parent keeps the others", "[t.u]\na = 1\n[t.v]\n", "[t.v]\n"],
    ["the last item", "t = { a = 1, u = { b = 1 } }\n", "t = { a = 1 }\n"],
    ["the first item", "t = { u = { b = 1 }, a = 1 }\n", "t = { a = 1 }\n"],
    ["the only item", "t = { u = {} }\n", "t = {  }\n"],
    ["inside an item", "t = { a.b = 1, w = { u.c = 1 } }\n", "t = { a.b = 1, w = { u.c = 1 } }\n"],
  ])("%s", (_name, text, expected) => {
    expect(after(text, removeTable(["t", "u"]))).toBe(expected);
  });
});

test.each([
  ["an array of tables has no single path", "[[t]]\nu.a = 1\n", setTable(["t", "u"], { a: 2 })],
  ["a scalar is in the way", "t = 1\n", setTable(["t", "u"], { a: 2 })],
  ["dotted items of an inline table", "t = { u.a = 1, u.b = 1 }\n", setTable(["t", "u"], { a: 2 })],
  ["dotted items, removed", "t = { u.a = 1, u.b = 1 }\n", removeTable(["t", "u"])],
  ["a lone surrogate", "", setTable(["t"], { a: "\uD800" })],
])("refuses rather than change something else: %s", (_name, text, change) => {
  expect(() => editToml(bytes(text), [change])).toThrow(FormatError);
});
