import process from "node:process";
import { spawn } from "@lydell/node-pty";
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../testing/sandbox.ts";
import { diesBefore, makeSandbox, NODE_ARGS } from "../testing/sandbox.ts";
import { talkTo } from "../testing/talk-to.ts";

const QUESTION = "Switch now? [y/N] ";

describe("on a terminal", () => {
  test("shows what will happen and asks; y goes on", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["switch", "beta"]);
    await talk.sees(QUESTION);
    talk.types("y\r");
    const { code, shown } = await talk.ends;
    expect(code).toBe(0);
    expect(shown).toContain("Codex: alpha -> beta");
    expect(shown).toContain(`Will change ${box.codex}/config.toml`);
    expect(shown).toContain('Will move 3 sessions to "beta" (original provider kept');
    expect(shown).toContain("Sessions: 3 moved");
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
  });

  test("asks before sessions move alone, in words of their own", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["sessions", "sync", "--to", "beta"]);
    await talk.sees("Move them now? [y/N] ");
    talk.types("y\r");
    const { code, shown } = await talk.ends;
    expect(code).toBe(0);
    expect(shown).toContain('Codex: sessions move to "beta" (in use: "alpha")');
    expect(shown).toContain('3 sessions of Codex moved to "beta".');
  });

  test("asks before an undo, and says what it takes back", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    const talk = talkTo(box, ["undo"]);
    await talk.sees("Undo it now? [y/N] ");
    talk.types("y\r");
    const { code, shown } = await talk.ends;
    expect(code).toBe(0);
    expect(shown).toMatch(/^Undo \d{4}-\d\d-\d\d \d\d:\d\d Codex: alpha -> beta\r\n/);
    expect(shown).toContain(`  Will change ${box.codex}/config.toml`);
    expect(shown).toContain("Will move 3 sessions back to where they were");
    const again = talkTo(box, ["undo"]);
    await again.sees("Do it again now? [y/N] ");
    again.types("n\r");
    expect((await again.ends).code).toBe(130);
    expect(box.read("config.toml")).toContain('model_provider = "alpha"');
  });

  test("ends first, before it asks, what an earlier run left unfinished", async () => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"], { nodeArgs: diesBefore("/config.toml") });
    const talk = talkTo(box, ["switch"]);
    await talk.sees("alpha (current)");
    talk.types("\u0003");
    const { shown } = await talk.ends;
    expect(shown).toMatch(/^Recovered \S+: rolled back, everything is as it was before it\.\r\n/);
  });

  test.each([
    ["return", "\r"],
    ["n", "n\r"],
    ["the end of input", "\u0004"],
  ])("%s is a no, and no is a failure", async (_, keys) => {
    using box = await makeSandbox();
    const before = box.digest();
    const talk = talkTo(box, ["switch", "beta"]);
    await talk.sees(QUESTION);
    talk.types(keys);
    const { code, shown } = await talk.ends;
    expect(code).toBe(130);
    expect(shown).toContain("Not done: you said no. Nothing was changed.");
    expect(box.digest()).toBe(before);
  });

  test("Ctrl-C at the question leaves everything as it is", async () => {
    using box = await makeSandbox();
    const before = box.digest();
    const talk = talkTo(box, ["switch", "beta"]);
    await talk.sees(QUESTION);
    talk.types("\u0003");
    const { code, shown } = await talk.ends;
    expect(code).toBe(130);
    expect(shown).toContain("Cancelled. Nothing was changed.");
    expect(box.digest()).toBe(before);
  });

  test("without a target offers them all", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["switch"]);
    await talk.sees("alpha (current)");
    talk.types("\u001b[B\r");
    await talk.sees(QUESTION);
    talk.types("y\r");
    expect((await talk.ends).code).toBe(0);
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
  });

  test("leaving that list is a cancellation", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["switch", "--lang", "zh-CN"]);
    await talk.sees("Codex 应该使用哪个提供商？");
    talk.types("\u0003");
    const { code, shown } = await talk.ends;
    expect(code).toBe(130);
    expect(shown).toContain("已取消。没有任何改动。");
  });

  test("colours, unless NO_COLOR", async () => {
    using box = await makeSandbox();
    const coloured = await rawList(box, {});
    const plain = await rawList(box, { NO_COLOR: "1" });
    expect(coloured).toContain("\u001b[");
    expect(plain).not.toContain("\u001b[");
  });
});

function rawList(box: Sandbox, env: Readonly<Record<string, string>>): Promise<string> {
  const options = { cols: 200, rows: 50, cwd: box.home, env: { ...box.env, TERM: "xterm", ...env } };
  const terminal = spawn(process.execPath, [...NODE_ARGS, "list"], options);
  let shown = "";
  terminal.onData((data) => (shown += data));
  return new Promise((resolve) => terminal.onExit(() => resolve(shown)));
}
