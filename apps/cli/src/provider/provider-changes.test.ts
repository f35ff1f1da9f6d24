import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeToyBox } from "../testing/toy-session.ts";

const KEY = "sk-canary-7d21f0-provider";
const URL_ = "https://api.x.example/v1";
const ADD = ["provider", "add", "x", "--base-url", URL_, "--yes"];

describe("add", () => {
  test("writes what options say, shows it, and never the key", async () => {
    using box = makeToyBox("toy");
    const { code, out, err } = await box.run([...ADD, "--model", "m", "--set", "name=X", "--key-stdin"], {
      stdin: `  ${KEY}\n`,
    });
    expect(code).toBe(0);
    expect(box.stored()).toEqual({
      x: { fields: { "base-url": URL_, model: "m", name: "X" }, store: "inline", key: KEY },
    });
    expect(out).toContain('The toy: provider "x" added.');
    expect(out + err).not.toContain(KEY);
  });

  test("a dry run shows every value and the diff, masks the key, and writes nothing", async () => {
    using box = makeToyBox("toy");
    const args = ["provider", "add", "x", "--base-url", URL_, "--key-env", "MY_KEY", "--dry-run"];
    const { code, out } = await box.run(args, { variables: { MY_KEY: KEY } });
    expect(code).toBe(0);
    expect(box.stored()).toBeNull();
    expect(out).toContain(
      `The toy: add provider "x"\n  base-url: ${URL_}\n  key store: inline\n  key: given (not shown)\n`,
    );
    expect(out).toMatch(/"key": "<secret:[0-9a-f]{4}>"/);
    expect(out).not.toContain(KEY);
  });

  test("--json says what changes, and of the key only that one is given", async () => {
    using box = makeToyBox("toy");
    const { out } = await box.run([...ADD, "--key-env", "K", "--json"], { variables: { K: KEY } });
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find(({ type }) => type === "plan")).toMatchObject({
      goal: "providers",
      to: null,
      changes: [{ change: "add", id: "x", fields: { "base-url": URL_ }, keyStore: "inline", key: true }],
    });
    expect(lines.at(-1)).toMatchObject({ type: "result", outcome: "applied" });
    expect(out).not.toContain(KEY);
  });

  test("the key can be in a file, relative to where the command runs", async () => {
    using box = makeToyBox("toy");
    writeFileSync(join(box.root, "key.txt"), `${KEY}\r\n`);
    await box.run([...ADD, "--key-file", "key.txt"]);
    expect(box.stored()).toMatchObject({ x: { key: KEY } });
  });

  test("a key store that takes a name gets it, and it is shown", async () => {
    using box = makeToyBox("toy");
    const { err, out } = await box.run([
      ...ADD.slice(0, -1),
      "--key-store",
      "variable",
      "--key-name",
      "X_KEY",
      "--dry-run",
    ]);
    expect(out + err).toContain("key: from X_KEY");
  });

  test("undo takes it back, and the history tells what was done", async () => {
    using box = makeToyBox("toy");
    box.write("toy", { old: { fields: { "base-url": URL_ }, store: "none", key: null } });
    const before = box.stored();
    await box.run([...ADD, "--key-stdin"], { stdin: KEY });
    const { out: past } = await box.run(["history"]);
    expect(past).toContain('The toy: provider "x" added');
    const { out } = await box.run(["undo", "--yes"]);
    expect(out).toMatch(/^Undone: .* The toy: provider "x" added$/m);
    expect(box.stored()).toEqual(before);
  });

  test("doing it again is nothing", async () => {
    using box = makeToyBox("toy");
    await box.run([...ADD, "--key-stdin"], { stdin: KEY });
    const { code, out } = await box.run([...ADD, "--key-stdin"], { stdin: KEY });
    expect(code).toBe(0);
    expect(out).toContain('Nothing to do: "x" of The toy is as it should be already.');
  });
});

describe("edit, copy, remove", () => {
  const STORED = { x: { fields: { "base-url": URL_, model: "m" }, store: "inline", key: KEY } };

  test("edit changes what is named, takes away what is unset, and keeps the rest", async () => {
    using box = makeToyBox("toy");
    box.write("toy", STORED);
    await box.run(["provider", "edit", "x", "--name", "New", "--unset", "model", "--yes"]);
    expect(box.stored()).toEqual({
      x: { fields: { "base-url": URL_, name: "New" }, store: "inline", key: KEY },
    });
  });

  test("a key without a store goes to the tool's first one where the provider has none", async () => {
    using box = makeToyBox("toy");
    box.write("toy", { x: { ...STORED.x, store: "none", key: null } });
    await box.run(["provider", "edit", "x", "--key-stdin", "--yes"], { stdin: "sk-other" });
    expect(box.stored()).toMatchObject({ x: { store: "inline", key: "sk-other" } });
  });

  test("a copy is like the other but for what options say", async () => {
    using box = makeToyBox("toy");
    box.write("toy", STORED);
    const { out } = await box.run(["provider", "copy", "toy/x", "toy/y", "--model", "other", "--yes"]);
    expect(out).toContain('The toy: provider "x" copied to "y".');
    expect(box.stored()).toEqual({
      ...STORED,
      y: { ...STORED.x, fields: { "base-url": URL_, model: "other" } },
    });
  });

  test("remove", async () => {
    using box = makeToyBox("toy");
    box.write("toy", STORED);
    const { out } = await box.run(["provider", "remove", "x", "--yes"]);
    expect(out).toContain('The toy: provider "x" removed.');
    expect(box.stored()).toEqual({});
  });

  test.each(["edit", "copy", "remove", "show", "test"])("%s of one that is not there", async (command) => {
    using box = makeToyBox("toy");
    box.write("toy", STORED);
    const more = command === "copy" ? ["z"] : [];
    const yes = ["show", "test"].includes(command) ? [] : ["--yes"];
    const { error } = await box.run(["provider", command, "xx", ...more, ...yes]);
    expect(error).toMatchObject({ kind: "usage", code: "cli.unknown-provider" });
    expect(error?.params["closest"]).toEqual(["x"]);
  });
});

describe("refused, without a word of the key", () => {
  const cases: [what: string, args: readonly string[], code: string, stdin?: string][] = [
    ["a key as an argument", [...ADD, "--key", KEY], "cli.key-argument"],
    ["… in another spelling", [...ADD, `--api-key=${KEY}`], "cli.key-argument"],
    ["… where a variable is named", [...ADD, "--key-env", KEY], "cli.key-argument"],
    ["… where a file is named", [...ADD, "--key-file", KEY], "cli.key-argument"],
    [
      "… where its place is named",
      [...ADD, "--key-store", "variable", "--key-name", KEY],
      "cli.key-argument",
    ],
    ["… as a loose word", [...ADD, KEY], "cli.too-many-arguments"],
    ["… instead of a value", [...ADD, "--set", KEY], "cli.bad-set"],
    ["two sources", [...ADD, "--key-stdin", "--key-env", "K"], "cli.key-sources"],
    ["a blank key", [...ADD, "--key-stdin"], "cli.key-blank", " \n"],
    ["a key with a line break in it", [...ADD, "--key-stdin"], "cli.key-malformed", `${KEY}\n${KEY}`],
    ["a variable that is not set", [...ADD, "--key-env", "NOPE"], "cli.key-env-missing"],
    ["a file that is not there", [...ADD, "--key-file", "nope"], "unreadable"],
    [
      "a key where a name is wanted",
      [...ADD, "--key-store", "variable", "--key-stdin"],
      "cli.key-name-wanted",
      KEY,
    ],
    ["a name where a key is wanted", [...ADD, "--key-name", "K"], "cli.key-name-not-taken"],
    ["a key where none is kept", [...ADD, "--key-store", "none", "--key-stdin"], "cli.key-not-taken", KEY],
    ["an unknown key store", [...ADD, "--key-store", "vault"], "cli.bad-value"],
    ["a field twice", [...ADD, "--model", "m", "--set", "model=n"], "cli.field-twice"],
    ["an unknown preset", [...ADD, "--preset", "nope"], "cli.unknown-preset"],
    ["no id", ["provider", "add", "--base-url", URL_, "--yes"], "cli.no-provider-id"],
    ["no agreement", ADD.slice(0, -1), "cli.no-confirmation"],
  ];
  test.each(cases)("%s", async (_, args, code, stdin = "") => {
    using box = makeToyBox("toy");
    const { error, out, err } = await box.run(args, { stdin });
    expect(error).toMatchObject({ code });
    expect(box.stored()).toBeNull();
    expect(out + err).not.toContain(KEY);
  });

  test("an edit that names nothing", async () => {
    using box = makeToyBox("toy");
    box.write("toy", { x: { fields: {}, store: "none", key: null } });
    const { error } = await box.run(["provider", "edit", "x", "--yes"]);
    expect(error).toMatchObject({ kind: "usage", code: "cli.no-changes" });
  });
});
