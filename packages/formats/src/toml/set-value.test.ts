import { expect, test } from "vitest";
import { bytes, edited } from "../testing/text-edit.ts";
import { editToml } from "./edit-toml.ts";
import { setValue } from "./set-value.ts";
import type { TomlValue } from "./toml-data.ts";

function after(text: string, path: readonly string[], value: TomlValue): string {
  return edited(text, editToml(bytes(text), [setValue(path, value)]));
}

const AUTH = { command: "zcf", args: ["key", "x"] };

test("a value that is there gets a new token, and what stands behind it stays", () => {
  expect(after("[p.x]\nflag = false # mine\nname = 'n'\n", ["p", "x", "flag"], true)).toBe(
    "[p.x]\nflag = true # mine\nname = 'n'\n",
  );
});

test("a missing one gets a line of its own in its table, a table written inline", () => {
  expect(after("[p.x] # a\r\nname = 'n'\r\n\r\n[q]\r\n", ["p", "x", "auth"], AUTH)).toBe(
    `[p.x] # a\r\nname = 'n'\r\nauth = { command = "zcf", args = ["key", "x"] }\r\n\r\n[q]\r\n`,
  );
});

test("in an inline table it is an item", () => {
  expect(after("[p]\nx = { name = 'n' } # a\n", ["p", "x", "flag"], true)).toBe(
    "[p]\nx = { name = 'n', flag = true } # a\n",
  );
  expect(after("p = { x = { flag = false } }\n", ["p", "x", "flag"], true)).toBe(
    "p = { x = { flag = true } }\n",
  );
});

test("dotted keys stay dotted", () => {
  expect(after("p.x.name = 'n'\n", ["p", "x", "flag"], 3)).toBe("p.x.name = 'n'\np.x.flag = 3\n");
});

test("the same value changes nothing", () => {
  expect(editToml(bytes("a = [1,2]\n"), [setValue(["a"], [1, 2])])).toEqual([]);
});
