import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CANARY, makeSandbox, type Sandbox } from "../testing/sandbox.ts";

const PROFILES = `[claudeCode]
currentProfile = ""

[claudeCode.profiles.glm]
name = "GLM"
authType = "auth_token"
apiKey = "${CANARY}-glm"
baseUrl = "https://glm.example/api/anthropic"

[claudeCode.profiles.beta]
name = "Beta"
authType = "auth_token"
apiKey = "${CANARY}-claude-beta"
baseUrl = "https://beta.example/anthropic"
`;

/** With Claude Code and two profiles of it beside Codex. */
async function makeBoth(): Promise<Sandbox> {
  const box = await makeSandbox();
  mkdirSync(join(box.home, ".claude"));
  mkdirSync(box.state, { recursive: true, mode: 0o700 });
  writeFileSync(join(box.state, "config.toml"), PROFILES);
  return box;
}

function settingsOf(box: Sandbox): Readonly<Record<string, unknown>> {
  const text = readFileSync(join(box.home, ".claude/settings.json"), "utf8");
  return (JSON.parse(text) as { env: Record<string, unknown> }).env;
}

describe("with two tools", () => {
  test("a target tells which one is meant, and shows no key", async () => {
    using box = await makeBoth();
    const done = await box.run(["switch", "glm", "--yes"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toContain('Switched Claude Code to "glm".');
    expect(done.stdout).not.toMatch(/Sessions|sk-canary/);
    expect(settingsOf(box)).toMatchObject({ ANTHROPIC_AUTH_TOKEN: `${CANARY}-glm` });
    expect((await box.run(["switch", "alpha", "--yes"])).stdout).toContain("Codex");
  });

  test("a target of both needs a name, or --all: then they are one operation, and one undo", async () => {
    using box = await makeBoth();
    const before = box.codexDigest();
    const refused = await box.run(["switch", "beta", "--yes"]);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain("codex, claude-code");
    const done = await box.run(["switch", "beta", "--all", "--yes"]);
    expect(done.stdout).toMatch(/Switched Codex to "beta"[^]*Switched Claude Code to "beta"/);
    const undone = await box.run(["undo", "--yes"]);
    expect(undone).toMatchObject({ code: 0 });
    expect(box.codexDigest()).toBe(before);
    expect(() => settingsOf(box)).toThrow("ENOENT");
  });

  test("`-` is about the one that was switched last", async () => {
    using box = await makeBoth();
    await box.run(["switch", "beta", "--tool", "cx", "--yes"]);
    await box.run(["switch", "glm", "--yes"]);
    expect((await box.run(["switch", "-", "--yes"])).stdout).toContain('Switched Claude Code to "official".');
  });

  test("--all is for one target in every tool", async () => {
    using box = await makeBoth();
    const code = 2;
    expect(await box.run(["switch", "none", "--all", "--yes"])).toMatchObject({ code });
    expect(await box.run(["switch", "beta", "--all", "--tool", "cc", "--yes"])).toMatchObject({ code });
    expect(await box.run(["switch", "-", "--all", "--yes"])).toMatchObject({ code });
  });

  test("list and status show both, sessions only where there are some", async () => {
    using box = await makeBoth();
    const { stdout } = await box.run(["list"]);
    expect(stdout).toMatch(/Codex[^]*Claude Code[^]*glm/);
    expect((await box.run(["status"])).stdout).toContain("Claude Code");
    expect((await box.run(["sessions", "list"])).stdout).not.toContain("Claude Code");
    expect(await box.run(["sessions", "sync", "--yes"])).toMatchObject({ code: 0 });
  });

  test("a conflict in one of them keeps the other from being undone too", async () => {
    using box = await makeBoth();
    await box.run(["switch", "beta", "--all", "--yes"]);
    box.write("config.toml", box.read("config.toml").replace('"beta"', '"gamma-longer"'));
    const before = box.digest();
    expect(await box.run(["undo", "--yes"])).toMatchObject({ code: 1 });
    expect(settingsOf(box)).toMatchObject({ ANTHROPIC_BASE_URL: "https://beta.example/anthropic" });
    expect(box.digest()).toBe(before);
  });
});
