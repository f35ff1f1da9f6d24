import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CANARY, diesBefore, makeSandbox, parseLines } from "../testing/sandbox.ts";
import { talkTo } from "../testing/talk-to.ts";

const KEY = `${CANARY}-new`;
const ADD = ["provider", "add", "codex/new", "--base-url", "https://api.new.example/v1"];

describe("providers of Codex", () => {
  test("added, edited, undone: the config is as it was, to the last byte", async () => {
    using box = await makeSandbox();
    const before = box.codexDigest();
    const added = await box.run([...ADD, "--key-env", "NEW_KEY", "--yes"], { env: { NEW_KEY: KEY } });
    expect(added).toMatchObject({ code: 0, stderr: "" });
    expect(box.read("config.toml")).toContain(`experimental_bearer_token = "${KEY}"`);
    expect((await box.run(["key", "codex/new"])).stdout).toBe(`${KEY}\n`);
    const edited = await box.run(["provider", "edit", "new", "--key-store", "command", "--yes"]);
    expect(edited.code).toBe(0);
    expect(edited.stderr).toMatch(/^Warning: .* no zcf on the PATH here\..*\n$/);
    expect(box.read("config.toml")).not.toContain(KEY);
    expect((await box.run(["key", "codex/new"])).stdout).toBe(`${KEY}\n`);
    const listed = await box.run(["provider", "list"]);
    expect(listed.stdout).toContain("new           https://api.new.example/v1  key command\n");
    for (const { stdout } of [edited, added])
      expect(await box.run(["undo", /zcf undo (\S+)/.exec(stdout)?.[1] ?? "", "--yes"])).toMatchObject({
        code: 0,
      });
    expect(box.codexDigest()).toBe(before);
    for (const { stdout, stderr } of [added, edited, listed]) expect(stdout + stderr).not.toContain(KEY);
  });

  test("reading commands and a dry run write nothing", async () => {
    using box = await makeSandbox();
    const before = box.digest();
    await box.run([...ADD, "--key-env", "NEW_KEY", "--dry-run"], { env: { NEW_KEY: KEY } });
    await box.run(["provider", "list"]);
    await box.run(["provider", "show", "alpha"]);
    await box.run(["key", "codex/alpha"]);
    expect(box.digest()).toBe(before);
  });

  test("one that sessions belong to is not removed, and it is said how many there are", async () => {
    using box = await makeSandbox();
    const before = box.codexDigest();
    const { code, stdout } = await box.run(["provider", "remove", "beta", "--yes", "--json"]);
    expect(code).toBe(1);
    expect(parseLines(stdout).at(-1)).toMatchObject({
      type: "error",
      disk: "untouched",
      params: { sessions: 1 },
    });
    expect(box.codexDigest()).toBe(before);
  });

  test("the key can still be had while an operation is unfinished; who writes ends that first", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"], { nodeArgs: diesBefore("config.toml") });
    expect(await box.run(["key", "codex/gamma-longer"])).toEqual({
      code: 0,
      stdout: `${CANARY}-gamma\n`,
      stderr: "",
    });
    const { stdout, stderr } = await box.run([...ADD, "--key-store", "none", "--yes"]);
    expect(stderr).toContain("rolled back");
    expect(stdout).toContain('Codex: provider "new" added.');
  });

  test("texts are in Chinese, too", async () => {
    using box = await makeSandbox();
    const { stdout } = await box.run([...ADD, "--key-store", "none", "--yes", "--lang", "zh-CN"]);
    expect(stdout).toContain("Codex：已添加提供商“new”。");
  });
});

/** The end of a refusal, and the question below it. */
function askedAgain(refusal: string, question: string): string {
  return `${refusal}\r\n│\r\n◆  ${question}`;
}

describe("on a terminal", () => {
  test("asks for what is missing; the key is not shown", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["provider", "add"]);
    await talk.sees("Which provider for Codex?");
    talk.types("\r");
    await talk.sees("Its id, which zcf switch takes");
    talk.types("mine\r");
    await talk.sees("Base URL: where its API is");
    talk.types("https://api.mine.example/v1\r");
    await talk.sees("◆  Name: how it is called");
    talk.types("Mine\r");
    await talk.sees("◆  Model to use with it");
    talk.types("\r");
    await talk.sees("Where shall the key be kept?");
    talk.types("\r");
    await talk.sees("Key (typing is not shown");
    talk.types(`${KEY}\r`);
    await talk.sees("Do this now? [y/N] ");
    talk.types("y\r");
    const { code, shown } = await talk.ends;
    expect(code).toBe(0);
    expect(shown).toContain('Codex: add provider "mine"');
    expect(shown).not.toContain(CANARY);
    expect(box.read("config.toml")).toContain(
      `[model_providers.mine]\nname = "Mine"\nbase_url = "https://api.mine.example/v1"`,
    );
    expect(box.read("config.toml")).toContain(KEY);
  });

  test("an edit offers what is there; Ctrl-C changes nothing", async () => {
    using box = await makeSandbox();
    const before = box.digest();
    const talk = talkTo(box, ["provider", "edit", "beta"]);
    await talk.sees("https://api.beta.example/v1");
    talk.types("\r");
    await talk.sees("◆  Name: how it is called");
    talk.types("\u0003");
    const { code, shown } = await talk.ends;
    expect(code).toBe(130);
    expect(shown).toContain("Cancelled. Nothing was changed.");
    expect(box.digest()).toBe(before);
  });

  test.each([
    ["no key", "", "none"],
    ["a program that is not ours", '\n[model_providers.gamma.auth]\ncommand = "pass"\n', "as it is"],
  ])("Enter alone at every question changes nothing: %s", async (_, credential, present) => {
    using box = await makeSandbox();
    const table = `\n[model_providers.gamma]\nname = "G"\nbase_url = "https://g.example/v1"\n${credential}`;
    box.write("config.toml", (box.read("config.toml") ?? "") + table);
    const before = box.digest();
    const talk = talkTo(box, ["provider", "edit", "gamma"]);
    for (const field of ["Base URL", "Name", "Model", "What Codex says"]) {
      await talk.sees(`◆  ${field}`);
      talk.types("\r");
    }
    await talk.sees(`● ${present}`);
    talk.types("\r");
    const { code, shown } = await talk.ends;
    expect(shown).toContain("Nothing to do");
    expect(code).toBe(0);
    expect(box.digest()).toBe(before);
  });

  test("what cannot be is refused as soon as it is typed, and asked again", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["provider", "add"]);
    const again = "\u0015";
    await talk.sees("Which provider for Codex?");
    talk.types("\r");
    await talk.sees("Its id, which zcf switch takes");
    talk.types("openai\r");
    await talk.sees('■  "openai" is the name of something');
    await talk.sees(askedAgain("Choose another id.", "Its id"));
    talk.types(`${again}beta\r`);
    await talk.sees(askedAgain("zcf provider edit.", "Its id"));
    talk.types(`${again}a.b\r`);
    await talk.sees(askedAgain("64 at most.", "Its id"));
    talk.types(`${again}mine\r`);
    await talk.sees("Base URL: where its API is");
    talk.types("p.example\r");
    await talk.sees(askedAgain("the name of the server.", "Base URL"));
    talk.types(`${again}https://api.mine.example/v1\r`);
    await talk.sees("Name: how it is called");
    talk.types("\u0003");
    const { code, shown } = await talk.ends;
    expect(code).toBe(130);
    expect(shown).not.toContain("Where shall the key be kept?");
  });

  test("an id that an option names is refused before anything is asked", async () => {
    using box = await makeSandbox();
    const { code, shown } = await talkTo(box, ["provider", "add", "openai"]).ends;
    expect(code).toBe(2);
    expect(shown).not.toContain("Which provider");
  });

  test("a key that no header can hold is asked for again", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, [...ADD, "--name", "N", "--model", "m"]);
    await talk.sees("Where shall the key be kept?");
    talk.types("\r");
    await talk.sees("Key (typing is not shown");
    talk.types("sk a key\r");
    await talk.sees(askedAgain("on one line.", "Key"));
    talk.types(`${KEY}\r`);
    await talk.sees("Do this now? [y/N] ");
    talk.types("n\r");
    const { shown } = await talk.ends;
    expect(shown).not.toContain(CANARY);
    expect(shown).not.toContain("sk a key");
  });

  test("questions are in Chinese, too", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["provider", "edit", "beta", "--lang", "zh-CN"]);
    await talk.sees("基础地址：接口所在的 URL");
    talk.types("\u0003");
    expect((await talk.ends).shown).not.toContain("base-url");
  });

  test("nothing is asked where options say everything", async () => {
    using box = await makeSandbox();
    writeFileSync(join(box.home, "key"), KEY);
    const options = ["--name", "New", "--model", "m", "--key-file", "key", "--yes"];
    const { code, shown } = await talkTo(box, [...ADD, ...options]).ends;
    expect(code).toBe(0);
    expect(shown).toMatch(/^Codex: provider "new" added\./);
  });

  test("the key is not shown on a terminal", async () => {
    using box = await makeSandbox();
    const { code, shown } = await talkTo(box, ["key", "codex/alpha"]).ends;
    expect(code).toBe(1);
    expect(shown).not.toContain(CANARY);
  });
});
