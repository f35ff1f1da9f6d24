import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { expect, test } from "vitest";
import { homeOpener } from "../testing/codex-home.ts";
import { keysEdits, NO_KEYS, readKeys } from "./keys-file.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

const FIRST = { format: 1, keys: { a: "sk-a" }, entries: { B: "sk-b" } };
const SECOND = { ...FIRST, format: 2, providers: { a: { model: "m", entry: "A" } }, commands: { c: "sk-c" } };

test("the first format reads as one without providers, and stays one until there are some", async () => {
  await open({ "zcf-keys.json": JSON.stringify(FIRST) }, async ({ store, view }) => {
    const file = await readKeys(store, view);
    expect(file.keys).toEqual({ ...NO_KEYS, keys: FIRST.keys, entries: FIRST.entries });
    const [first] = keysEdits(view, file, { ...file.keys, keys: {} });
    const [second] = keysEdits(view, file, { ...file.keys, commands: { c: "sk-c" } });
    const written = [first, second].map((edit) =>
      edit?.kind === "patch" ? (JSON.parse(new TextDecoder().decode(edit.hunks[0]?.after)) as unknown) : null,
    );
    expect(written).toEqual([
      { ...FIRST, keys: {} },
      { ...FIRST, format: 2, providers: {}, commands: { c: "sk-c" } },
    ]);
  });
});

test("keys are secrets, what is known of providers is not", async () => {
  await open({ "zcf-keys.json": JSON.stringify(SECOND) }, async ({ store, view }) => {
    const { keys, secrets } = await readKeys(store, view);
    expect(keys).toEqual({
      keys: SECOND.keys,
      entries: SECOND.entries,
      providers: SECOND.providers,
      commands: SECOND.commands,
    });
    expect(secrets).toEqual(["sk-a", "sk-b", "sk-c"]);
  });
});

test.each([
  ["a later format", { ...FIRST, format: 3 }],
  ["no object of keys", { ...FIRST, keys: [] }],
  ["no object of commands", { ...SECOND, commands: 1 }],
])("what may hold keys and cannot be read is not guessed: %s", async (_name, data) => {
  await open({ "zcf-keys.json": JSON.stringify(data) }, async ({ store, view }) => {
    await expect(readKeys(store, view)).rejects.toMatchObject({ code: "codex.keys-syntax" });
  });
});
