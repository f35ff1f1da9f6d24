import fc from "fast-check";
import { expect, test } from "vitest";
import { bytes, edited } from "../testing/text-edit.ts";
import { activate, commentedRootKeys } from "./activate.ts";
import { commentOut } from "./comment-out.ts";
import { editToml, type TomlChange } from "./edit-toml.ts";
import { removeRootKey } from "./remove-root-key.ts";
import { setString } from "./set-string.ts";
import { tomlAt } from "./toml-data.ts";
import { readToml } from "./toml-document.ts";

const comments = ["", "# commént 😀", "  # model_provider is below"];
const above = fc.constantFrom(...comments, "arr = [1, 2] # x", '"é"."ü" = "1"', "d = 1979-05-27");
const below = fc.constantFrom(...comments, "arr2 = [\n 1]", '"é2".u = "1"', "d2 = 07:32:00");
const provider = fc.constantFrom(
  'model_provider = "x"',
  'model_provider = "x"  # nöte',
  "  model_provider = 'x'",
);
const tables = fc.subarray([
  "[t]\na = 1",
  '# about u\n[u."v.w"]\n  b = "é" # c',
  "[[s]]\nm = 1",
  "[x]\ny = { z = 1 }",
]);
const text = fc.string({ unit: "grapheme", maxLength: 12 });

interface Shape {
  readonly above: string;
  readonly line: string;
  readonly below: string;
  readonly rest: readonly string[];
  readonly bom: boolean;
  readonly crlf: boolean;
  readonly ended: boolean;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  above,
  line: provider,
  below,
  rest: tables,
  bom: fc.boolean(),
  crlf: fc.boolean(),
  ended: fc.boolean(),
});

function fileOf({ above, line, below, rest, bom, crlf, ended }: Shape, withLine = true): string {
  const lines = [above, ...(withLine ? [line] : []), below, ...rest].join("\n") + (ended ? "\n" : "");
  return (bom ? "\uFEFF" : "") + (crlf ? lines.replaceAll("\n", "\r\n") : lines);
}

function after(file: string, ...changes: readonly TomlChange[]): string {
  return edited(file, editToml(bytes(file), changes));
}

test("setting a value changes only its token, and setting it back gives the original bytes", () => {
  fc.assert(
    fc.property(shape, text, (parts, value) => {
      const file = fileOf({ ...parts, line: parts.line.replaceAll("'", '"') });
      const hunks = editToml(bytes(file), [setString(["model_provider"], value)]);
      expect(hunks.length).toBeLessThanOrEqual(1);
      const there = edited(file, hunks);
      expect(tomlAt(readToml(bytes(there)).data, "model_provider")).toBe(value);
      expect(after(there, setString(["model_provider"], "x"))).toBe(file);
    }),
  );
});

test("commenting out and activating gives the original bytes", () => {
  fc.assert(
    fc.property(shape, (parts) => {
      const file = fileOf(parts);
      const out = after(file, commentOut("model_provider"));
      expect(tomlAt(readToml(bytes(out)).data, "model_provider")).toBeUndefined();
      const [commented] = commentedRootKeys(readToml(bytes(out)), "model_provider");
      if (commented === undefined) throw new Error("not found");
      expect(after(out, activate("model_provider", commented))).toBe(file);
    }),
  );
});

test("a missing root key comes in, keeps every other line, and doing it again is no change", () => {
  fc.assert(
    fc.property(shape, text, (parts, value) => {
      const file = fileOf(parts, false);
      const there = after(file, setString(["model"], value));
      expect(editToml(bytes(there), [setString(["model"], value)])).toEqual([]);
      const old = readToml(bytes(file)).data;
      expect({ ...readToml(bytes(there)).data }).toEqual({ ...old, model: value });
      expect({ ...readToml(bytes(after(there, removeRootKey("model")))).data }).toEqual({ ...old });
    }),
  );
});
