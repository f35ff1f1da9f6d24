import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { makeToyBox } from "../testing/toy-session.ts";

const KEY = "sk-canary-7d21f0-key";
const INLINE = { fields: {}, store: "inline", key: KEY };
const ENV = { fields: {}, store: "variable", key: "X_KEY" };

test("the key and a line break, nothing else, and nothing is written", async () => {
  using box = makeToyBox("toy", "other");
  box.write("toy", { x: INLINE });
  expect(await box.run(["key", "toy/x"])).toEqual({ code: 0, out: `${KEY}\n`, err: "", error: null });
  expect(readdirSync(box.root).toSorted()).toEqual(["other", "toy"]);
});

test("from a variable, where the provider names one", async () => {
  using box = makeToyBox("toy");
  box.write("toy", { x: ENV });
  expect((await box.run(["key", "toy/x"], { variables: { X_KEY: KEY } })).out).toBe(`${KEY}\n`);
});

test.each([
  [
    "no variable",
    ["key", "toy/x"],
    '"x" of The toy takes its key from the variable X_KEY, which is not set here.',
  ],
  ["no key", ["key", "toy/y"], "zcf provider edit toy/y --key-stdin"],
  ["no provider", ["key", "toy/nope"], 'The toy has no provider called "nope".'],
  ["no tool", ["key", "toy/x", "--tool", "nope"], 'There is no tool called "nope".'],
])("%s: exits with 1, stdout stays empty", async (_, args, text) => {
  using box = makeToyBox("toy");
  box.write("toy", { x: ENV, y: { ...INLINE, key: null } });
  const { code, out, err } = await box.run(args);
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(err).toContain(text);
});

test("not to a terminal, unless it is forced", async () => {
  using box = makeToyBox("toy");
  box.write("toy", { x: INLINE });
  const refused = await box.run(["key", "toy/x"], { columns: 80 });
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).not.toContain(KEY);
  expect((await box.run(["key", "toy/x", "--force"], { columns: 80 })).out).toBe(`${KEY}\n`);
});

test("there is no --json of it", async () => {
  using box = makeToyBox("toy");
  box.write("toy", { x: INLINE });
  const { error, out } = await box.run(["key", "toy/x", "--json"]);
  expect(error).toMatchObject({ code: "cli.unknown-option" });
  expect(out).not.toContain(KEY);
});
