import { describe, expect, test } from "vitest";
import { applyHunks } from "../text/apply-hunks.ts";
import { copyFrom } from "./copy-from.ts";
import { editToml } from "./edit-toml.ts";
import { setString } from "./set-string.ts";
import { setTable } from "./set-table.ts";
import { readToml } from "./toml-document.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

/** What a file becomes when these paths are copied from another one. */
function copied(now: string, source: string, ...paths: readonly (readonly string[])[]): string {
  const from = readToml(bytes(source));
  const hunks = editToml(
    bytes(now),
    paths.map((path) => copyFrom(from, path)),
  );
  return Buffer.from(applyHunks(bytes(now), hunks)).toString("utf8");
}

describe("a value", () => {
  test.each([
    [
      "takes over the token, as it was written",
      "a = 'x' # old",
      'a = "y" # mine\nb = 1\n',
      "a = 'x' # mine\nb = 1\n",
    ],
    ["that is missing comes with its comment", "a = 1 # old\n", "b = 2\n", "b = 2\na = 1 # old\n"],
    ["may be of any kind", "a = [\n  1, # one\n  2,\n]\n", "a = 0\n", "a = [\n  1, # one\n  2,\n]\n"],
    ["that is the same stays as it is", "a = 'x'", 'a = "x"\n', 'a = "x"\n'],
    ["goes where the source has none", "b = 1\n", "b = 1\na = 2 # two\nc = 3\n", "b = 1\nc = 3\n"],
    ["keeps the line endings of its new place", "a = 1\n", "b = 2\r\n", "b = 2\r\na = 1\r\n"],
  ])("%s", (_name, source, now, expected) => {
    expect(copied(now, source, ["a"])).toBe(expected);
  });

  test("below a header, dotted, or in an inline table", () => {
    expect(copied("[t]\nb = 2\n", "[t]\na = 1\nb = 1\n", ["t", "a"])).toBe("[t]\nb = 2\na = 1\n");
    expect(copied("[t]\na = 2\n", "t.a = 1\n", ["t", "a"])).toBe("[t]\na = 1\n");
    expect(copied("t = { b = 2 }\n", "[t]\na = 1\n", ["t", "a"])).toBe("t = { b = 2, a = 1 }\n");
    expect(copied("t = { a = 2, b = 2 }\n", "[t]\na = 1\n", ["t", "a"])).toBe("t = { a = 1, b = 2 }\n");
    expect(copied("t = { a = 2, b = 2 }\n", "", ["t", "a"])).toBe("t = { b = 2 }\n");
  });

  test("the first root line that was added goes with the empty line that came with it, and with no other", () => {
    const source = "# about t\n[t]\na = 1\n";
    const hunks = editToml(bytes(source), [setString(["x"], "1"), setString(["y"], "2")]);
    const made = Buffer.from(applyHunks(bytes(source), hunks)).toString("utf8");
    expect(made).toBe('x = "1"\ny = "2"\n\n# about t\n[t]\na = 1\n');
    const without = (now: string, from: string, then: string, ...keys: readonly string[]): string => {
      const [a, b] = [readToml(bytes(from)), readToml(bytes(then))];
      const changes = keys.map((key) => copyFrom(a, [key], b));
      return Buffer.from(applyHunks(bytes(now), editToml(bytes(now), changes))).toString("utf8");
    };
    expect(without(made, source, made, "x", "y")).toBe(source);
    expect(without(made, source, made, "y", "x")).toBe(source);
    expect(without(made, source, made, "x")).toBe('y = "2"\n\n# about t\n[t]\na = 1\n');
    expect(without(`z = 1\n${made}`, source, made, "x", "y")).toBe(`z = 1\n\n${source}`);
    expect(without("x = 1\n\n[t]\n", "# x = 1\n\n[t]\n", "x = 1\n\n[t]\n", "x")).toBe("\n[t]\n");
  });
});

describe("a table", () => {
  const SOURCE = "\n[p.x] # mark\n# note\na = 'one' # first\n\n[p.x.h]\nb = 2\n\n[z]\nk = 1\n";

  test("takes over its lines, in the place of the old ones", () => {
    const now = '[p.x]\na = "two"\n\n[q]\nc = 3\n';
    expect(copied(now, SOURCE, ["p", "x"])).toBe(
      "[p.x] # mark\n# note\na = 'one' # first\n\n[p.x.h]\nb = 2\n\n[q]\nc = 3\n",
    );
  });

  test("comes at the end where it is missing, and goes again", () => {
    const now = "[q]\r\nc = 3\r\n";
    const added = copied(now, SOURCE, ["p", "x"]);
    expect(added).toBe(
      "[q]\r\nc = 3\r\n\r\n[p.x] # mark\r\n# note\r\na = 'one' # first\r\n\r\n[p.x.h]\r\nb = 2\r\n",
    );
    expect(copied(added, now, ["p", "x"])).toBe(now);
  });

  test("one that setTable wrote is taken back to the byte", () => {
    for (const source of ["a = 1\n", "a = 1", "[q]\nc = 3\n", SOURCE]) {
      const hunks = editToml(bytes(source), [setTable(["p", "x"], { a: "two" }, "m")]);
      const now = Buffer.from(applyHunks(bytes(source), hunks)).toString("utf8");
      expect(copied(now, source, ["p", "x"])).toBe(source);
    }
  });

  test("inline ones are written anew where they go", () => {
    expect(copied("[q]\nc = 3\n", "p = { x = { a = 1 } }\n", ["p", "x"])).toBe(
      "[q]\nc = 3\n\n[p.x]\na = 1\n",
    );
    expect(copied("p = { x = { a = 2 } }\n", "[p.x]\na = 1\n", ["p", "x"])).toBe("p = { x = { a = 1 } }\n");
  });
});
