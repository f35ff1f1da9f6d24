import { describe, expect, test } from "vitest";
import { bytes, edited, shown } from "../testing/text-edit.ts";
import { FormatError } from "../text/format-error.ts";
import { activate, commentedRootKeys } from "./activate.ts";
import { commentOut } from "./comment-out.ts";
import { editToml, type TomlChange } from "./edit-toml.ts";
import { removeRootKey } from "./remove-root-key.ts";
import { setString } from "./set-string.ts";
import { readToml } from "./toml-document.ts";

function hunks(text: string, ...changes: readonly TomlChange[]): ReturnType<typeof shown> {
  return shown(editToml(bytes(text), changes));
}

function after(text: string, ...changes: readonly TomlChange[]): string {
  return edited(text, editToml(bytes(text), changes));
}

describe("setString: the value is there", () => {
  test("replaces just its token", () => {
    const text = '\uFEFF# häh 😀\r\n  model_provider = "x"  # note\r\n';
    expect(hunks(text, setString(["model_provider"], "y"))).toEqual([[35, '"x"', '"y"']]);
  });

  test.each([
    ["equal value", 'a = "x"\n', ["a"], "x", 'a = "x"\n'],
    ["literal string", "a = 'x' # c\n", ["a"], "y\\z", "a = 'y\\z' # c\n"],
    ["literal string that cannot hold it", "a = 'x'\n", ["a"], "it's", 'a = "it\'s"\n'],
    ["multi-line string", 'a = """\nx"""\n', ["a"], "y", 'a = "y"\n'],
    ["another type", "a = 3\n", ["a"], "y", 'a = "y"\n'],
    ["escapes", 'a = ""\n', ["a"], 'q" \\ \n \u0001 é', 'a = "q\\" \\\\ \\n \\u0001 é"\n'],
    ["quoted key", '"a b" = "x"\n', ["a b"], "y", '"a b" = "y"\n'],
    ["in a table", '[t]\na = "x"\n', ["t", "a"], "y", '[t]\na = "y"\n'],
    ["dotted", 't.a = "x"\n', ["t", "a"], "y", 't.a = "y"\n'],
    [
      "inline table",
      't = { u = { a = "x" }, b = 1 }\n',
      ["t", "u", "a"],
      "y",
      't = { u = { a = "y" }, b = 1 }\n',
    ],
    ["dotted key in an inline table", 't = { u.a = "x" }\n', ["t", "u", "a"], "y", 't = { u.a = "y" }\n'],
  ])("%s", (_name, text, path, value, expected) => {
    expect(after(text, setString(path, value))).toBe(expected);
  });
});

describe("setString: the key is missing", () => {
  test.each([
    [
      "after the last root key",
      "a = [\n 1\n] # c\n\n[t]\nb = 1\n",
      ["k"],
      'a = [\n 1\n] # c\nk = "v"\n\n[t]\nb = 1\n',
    ],
    [
      "above the first header's comments",
      "# file\n\n# about t\n[t]\n",
      ["k"],
      '# file\n\nk = "v"\n\n# about t\n[t]\n',
    ],
    ["at the start", "[t]\n", ["k"], 'k = "v"\n\n[t]\n'],
    ["empty file", "", ["k"], 'k = "v"\n'],
    ["only a byte order mark", "\uFEFF", ["k"], '\uFEFFk = "v"\n'],
    ["only comments, no newline", "# c", ["k"], '# c\nk = "v"'],
    ["CRLF", "a = 1\r\n[t]\r\n", ["k"], 'a = 1\r\nk = "v"\r\n[t]\r\n'],
    ["last line without newline", "a = 1", ["k"], 'a = 1\nk = "v"'],
    ["in a table", "[t]\n  a = 1\n\n[u]\n", ["t", "k"], '[t]\n  a = 1\n  k = "v"\n\n[u]\n'],
    ["in an empty table", "[t] # c\n[u]\n", ["t", "k"], '[t] # c\nk = "v"\n[u]\n'],
    ["in an inline table", "t = { a = 1 }\n", ["t", "k"], 't = { a = 1, k = "v" }\n'],
    ["in an empty inline table", "t = {}\n", ["t", "k"], 't = { k = "v" }\n'],
    ["beside dotted keys", "t.a = 1\nx = 1\n", ["t", "k"], 't.a = 1\nt.k = "v"\nx = 1\n'],
    ["beside dotted keys in a table", "[p]\nt.a = 1\n", ["p", "t", "k"], '[p]\nt.a = 1\nt.k = "v"\n'],
    ["a new table", "a = 1\n", ["t", "x.y", "k"], 'a = 1\n\n[t."x.y"]\nk = "v"\n'],
    ["a new table after [[array]]", "[[s]]\na = 1\n", ["t", "k"], '[[s]]\na = 1\n\n[t]\nk = "v"\n'],
  ])("%s", (_name, text, path, expected) => {
    expect(after(text, setString(path, "v"))).toBe(expected);
  });

  test("several missing root keys keep their order", () => {
    expect(hunks("[t]\n", setString(["a"], "1"), setString(["b"], "2"))).toEqual([
      [0, "", 'a = "1"\nb = "2"\n\n'],
    ]);
  });
});

test.each([
  ["a table is in the way", "[model]\n", setString(["model"], "x")],
  ["a scalar is in the way", "t = 1\n", setString(["t", "a"], "x")],
  ["an array of tables has no single path", "[[t]]\na = 1\n", setString(["t", "a"], "x")],
  ["a lone surrogate", 'a = "x"\n', setString(["a"], "\uD800")],
])("refuses rather than change something else: %s", (_name, text, change) => {
  expect(() => editToml(bytes(text), [change])).toThrow(FormatError);
});

describe("commenting out and back", () => {
  const line = '\uFEFFa = "é"\r\n  model_provider = "x"  # note\r\n[t]\r\n';

  test("inserts the mark and nothing else", () => {
    expect(hunks(line, commentOut("model_provider"))).toEqual([[15, "", "# "]]);
  });

  test("the same line comes back", () => {
    const out = after(line, commentOut("model_provider"));
    const [commented] = commentedRootKeys(readToml(bytes(out)), "model_provider");
    expect(commented).toMatchObject({ value: "x", line: 2 });
    if (commented !== undefined) expect(after(out, activate("model_provider", commented))).toBe(line);
  });

  test("activating and setting is one pair of hunks", () => {
    const text = '# model_provider = "x"  # note\n';
    const [commented] = commentedRootKeys(readToml(bytes(text)), "model_provider");
    if (commented === undefined) throw new Error("not found");
    const changes = [activate("model_provider", commented), setString(["model_provider"], "long")];
    expect(hunks(text, ...changes)).toEqual([
      [0, "# ", ""],
      [19, '"x"', '"long"'],
    ]);
  });

  test("a multi-line value gets a mark on each line", () => {
    expect(after('a = """\nx\n"""\nb = 1\n', commentOut("a"))).toBe('# a = """\n# x\n# """\nb = 1\n');
  });

  test("a missing key is no change", () => {
    expect(hunks("[t]\na = 1\n", commentOut("a"), removeRootKey("a"))).toEqual([]);
  });

  test.each([
    ["prose", '# model_provider = "x" is what we use\n'],
    ["another key", '# model = "x"\n'],
    ["another type", "# model_provider = 1\n"],
    ["below a header", '[t]\n# model_provider = "x"\n'],
    ["inside an array", 'a = [\n  # model_provider = "x"\n]\n'],
    ["behind a value", 'a = 1 # model_provider = "x"\n'],
  ])("%s is no commented key", (_name, text) => {
    expect(commentedRootKeys(readToml(bytes(text)), "model_provider")).toEqual([]);
  });

  test("finds every form of it", () => {
    const text = '#model_provider="a"\n\t#\tmodel_provider = \'b\' # c\n# "model_provider" = "c"\n';
    const values = commentedRootKeys(readToml(bytes(text)), "model_provider").map(({ value }) => value);
    expect(values).toEqual(["a", "b", "c"]);
  });
});

test.each([
  ["with its comment", "a = 1\nb = 2 # c\n\nc = 3\n", "a = 1\n\nc = 3\n"],
  ["the last line without newline", "a = 1\nb = 2", "a = 1\n"],
  ["a value of several lines", "b = [\n 1,\n]\nc = 3\n", "c = 3\n"],
])("removes a root key %s", (_name, text, expected) => {
  expect(after(text, removeRootKey("b"))).toBe(expected);
});
