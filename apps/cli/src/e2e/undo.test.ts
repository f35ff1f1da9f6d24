import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rolloutName, SAMPLES } from "../demo/sample-sessions.ts";
import type { Sandbox } from "../testing/sandbox.ts";
import { CANARY, makeSandbox, parseLines } from "../testing/sandbox.ts";

const [legacy] = SAMPLES;

/** After `zcf switch beta`, and the id of that. */
async function switched(): Promise<Sandbox & { readonly id: string }> {
  const box = await makeSandbox();
  await box.run(["switch", "beta", "--yes"]);
  return { ...box, id: newest(box) };
}

function newest(box: Sandbox): string {
  return readdirSync(join(box.state, "operations/done")).toSorted().at(-1) ?? "";
}

describe("undo", () => {
  test("takes the last operation back to the last byte, and says what and when", async () => {
    using box = await makeSandbox();
    const before = box.codexDigest();
    const report = await box.run(["switch", "beta", "--yes"]);
    expect(report.stdout).toMatch(/\nTo take this back: zcf undo \S+\n$/);
    const done = await box.run(["undo", "--yes"]);
    expect(done).toMatchObject({ code: 0, stderr: "Will move 3 sessions back to where they were\n" });
    expect(done.stdout).toMatch(/^Undone: \d{4}-\d\d-\d\d \d\d:\d\d Codex: alpha -> beta\n/);
    expect(done.stdout).toContain(`\n  Changed: ${box.codex}/config.toml\n`);
    expect(done.stdout).toContain("\nSessions: 3 moved\n");
    expect(done.stdout).toContain(`\nTo take this back: zcf undo ${newest(box)}\n`);
    expect(box.codexDigest()).toBe(before);
  });

  test("twice does it again, three times undoes it", async () => {
    using box = await switched();
    const after = box.codexDigest();
    await box.run(["undo", "--yes"]);
    const redone = await box.run(["undo", "--yes"]);
    expect(redone.stdout).toMatch(/^Done again: \S+ \S+ Codex: alpha -> beta\n/);
    expect(box.codexDigest()).toBe(after);
    expect((await box.run(["undo", "--yes"])).stdout).toMatch(/^Undone: \S+ \S+ Codex: alpha -> beta\n/);
    expect(box.read("config.toml")).toContain('model_provider = "alpha"');
  });

  test("takes back the operation that is named", async () => {
    using box = await switched();
    await box.run(["sessions", "sync", "--to", "alpha", "--yes"]);
    const sync = newest(box);
    await box.run(["sessions", "sync", "--to", "beta", "--yes"]);
    const shown = await box.run(["undo", box.id, "--dry-run"]);
    expect(shown.stdout).toMatch(/\nUndo \S+ \S+ Codex: alpha -> beta\n/);
    expect((await box.run(["undo", sync, "--dry-run"])).stdout).toMatch(
      /\nUndo \S+ \S+ Codex: sessions moved\n/,
    );
  });

  test("takes a short id, and refuses one that may mean several", async () => {
    using box = await switched();
    await box.run(["sessions", "sync", "--to", "alpha", "--yes"]);
    const [, nonce = ""] = box.id.split("-");
    const shown = await box.run(["undo", nonce, "--dry-run"]);
    expect(shown.stdout).toMatch(/\nUndo \S+ \S+ Codex: alpha -> beta\n/);
    const several = await box.run(["undo", box.id.slice(0, 8), "--yes"]);
    expect(several).toMatchObject({ code: 2, stdout: "" });
    expect(several.stderr).toContain(`2 operations may be meant by ${box.id.slice(0, 8)}, such as `);
    const done = await box.run(["undo", box.id.slice(0, 18), "--yes", "--json"]);
    expect(parseLines(done.stdout).find(({ type }) => type === "plan")).toMatchObject({ of: box.id });
  });

  test("of an operation in another home says that there is nothing to undo of it", async () => {
    using box = await switched();
    const other = await box.run(["undo", box.id, "--home", "/", "--yes"]);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain("or is not of the tool and home that are named");
  });

  test("of one kind of change leaves the others", async () => {
    using box = await switched();
    const done = await box.run(["undo", "--only", "sessions", "--yes"]);
    expect(done.code).toBe(0);
    expect(done.stdout).toContain(" Codex: alpha -> beta (only sessions)\n");
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
    expect(box.read(rolloutName(legacy!))).toContain('"model_provider":"alpha"');
  });

  test.each([[["--only", "config,auth"]], [["--only", "config", "--only", "auth"]]])(
    "of two: %s",
    async (only) => {
      using box = await switched();
      const done = await box.run(["undo", ...only, "--yes"]);
      expect(done).toMatchObject({ code: 0, stderr: "" });
      expect(box.read("config.toml")).toContain('model_provider = "alpha"');
      expect(box.read("auth.json")).toContain(`"OPENAI_API_KEY": "${CANARY}-alpha"`);
      expect(box.read(rolloutName(legacy!))).toContain('"model_provider":"beta"');
    },
  );

  test("keeps what the tool has changed since", async () => {
    using box = await makeSandbox();
    const config = box.read("config.toml");
    await box.run(["switch", "beta", "--yes"]);
    const added = '\n[projects."/home/you/work"]\ntrust_level = "trusted"\n';
    box.write("config.toml", `${box.read("config.toml")}${added}`);
    expect((await box.run(["undo", "--yes"])).code).toBe(0);
    expect(box.read("config.toml")).toBe(`${config}${added}`);
  });

  test("refuses where a value of ours was changed since, and changes nothing", async () => {
    using box = await switched();
    box.write(
      "config.toml",
      box.read("config.toml").replace('model_provider = "beta"', 'model_provider = "mine"'),
    );
    const before = box.digest();
    const done = await box.run(["undo", "--yes"]);
    expect(done).toMatchObject({ code: 1, stdout: "" });
    expect(done.stderr).toMatch(/^Error: [^\n]*config\.toml[^\n]*\nNothing was changed\.\nNext: /);
    expect(box.digest()).toBe(before);
  });

  test("with --dry-run shows every change, and writes nothing at all", async () => {
    using box = await switched();
    const before = box.digest();
    const done = await box.run(["undo", "--dry-run"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toMatch(/^Dry run: [^\n]+\nUndo \d{4}-\d\d-\d\d \d\d:\d\d Codex: alpha -> beta\n/);
    expect(done.stdout).toContain('\n-model_provider = "beta"\n+model_provider = "alpha"\n');
    expect(done.stdout).toContain("\nWill move 3 sessions back to where they were\n");
    expect(done.stdout).not.toContain("canary");
    expect(box.digest()).toBe(before);
  });

  test("of what is as it was already", async () => {
    using box = await switched();
    await box.run(["undo", "--yes"]);
    const before = box.digest();
    const again = await box.run(["undo", box.id, "--yes"]);
    expect(again.code).toBe(0);
    expect(again.stdout).toMatch(/^Nothing to do, it is undone already: \S+ \S+ Codex: alpha -> beta\n$/);
    expect(box.digest()).toBe(before);
  });

  test.each([
    [["undo"], "There is nothing to undo."],
    [["undo", "20200101T000000000Z-00000000"], "There is no operation 20200101T000000000Z-00000000"],
    [["undo", "--tool", "vim"], 'There is no tool called "vim".'],
    [["undo", "--only", "config,,auth"], 'The option "--only" needs a value.'],
  ])("zcf %s, with nothing done", async (args, says) => {
    using box = await makeSandbox();
    const done = await box.run([...args, "--yes"]);
    expect(done).toMatchObject({ code: 2, stdout: "" });
    expect(done.stderr).toContain(says);
  });

  test("of a kind of change that there is not", async () => {
    using box = await switched();
    const done = await box.run(["undo", "--only", "plugins", "--yes"]);
    expect(done.code).toBe(2);
    expect(done.stderr).toContain("There is nothing called plugins that could be undone alone.");
    expect(done.stderr).toContain("config, auth, sessions");
  });

  test("needs somebody who agrees", async () => {
    using box = await switched();
    const done = await box.run(["undo"]);
    expect(done.code).toBe(2);
    expect(done.stderr).toContain("--yes");
  });

  test("in JSON names what it takes back", async () => {
    using box = await switched();
    const done = await box.run(["undo", "--yes", "--json"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    const lines = parseLines(done.stdout);
    expect(lines.find(({ type }) => type === "plan")).toMatchObject({
      goal: "revert",
      of: box.id,
      from: "beta",
      to: "alpha",
      units: { sessions: 3 },
    });
    expect(lines.at(-1)).toMatchObject({
      type: "result",
      outcome: "applied",
      operation: newest(box),
      stores: [{ from: "beta", to: "alpha", applied: { sessions: 3 } }],
    });
  });

  test("in Chinese", async () => {
    using box = await switched();
    const done = await box.run(["undo", "--yes", "--lang", "zh-CN"]);
    expect(done.stderr).toBe("将把 3 个会话移回原处\n");
    expect(done.stdout).toMatch(/^已撤销：\S+ \S+ Codex：alpha -> beta\n/);
  });

  test("is not offered where what it takes was not kept", async () => {
    using box = await makeSandbox();
    const done = await box.run(["switch", "beta", "--yes", "--backup", "none"]);
    expect(done.stdout).not.toContain("zcf undo");
    expect((await box.run(["undo", "--yes"])).stderr).toContain("cannot be undone: what it held before");
  });

  test("leaves the way back to the target before", async () => {
    using box = await switched();
    await box.run(["undo", "--yes"]);
    expect((await box.run(["switch", "-", "--yes"])).stdout).toContain('Switched Codex to "beta".');
  });
});
