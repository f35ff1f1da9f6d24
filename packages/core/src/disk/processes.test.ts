import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { listProcesses, processStat } from "./processes.ts";

const QUERY = { names: ["codex"], variables: ["CODEX_HOME"] };

test("a process is found by its name, with its arguments and only the variables that were asked for", async () => {
  await inDirectory(async (directory) => {
    await symlink(process.execPath, join(directory, "codex"));
    const env = { CODEX_HOME: directory, OPENAI_API_KEY: "sk-canary" };
    const codex = spawn(join(directory, "codex"), ["-e", "setTimeout(() => {}, 60000)", "app-server"], {
      env,
    });
    await once(codex, "spawn");
    const found = listProcesses(QUERY, process.pid).find(({ pid }) => pid === codex.pid);
    expect(found).toMatchObject({ name: "codex", variables: { CODEX_HOME: directory } });
    expect(found?.args.at(-1)).toBe("app-server");
    expect(JSON.stringify(found)).not.toContain("canary");
    codex.kill("SIGKILL");
    await once(codex, "exit");
    expect(listProcesses(QUERY, process.pid).some(({ pid }) => pid === codex.pid)).toBe(false);
  });
});

test("a zombie is no process", async () => {
  await inDirectory(async (directory) => {
    await copyFile("/bin/sleep", join(directory, "codex"));
    // The shell becomes a sleep that never waits for its child.
    const parent = spawn("sh", ["-c", `"${join(directory, "codex")}" 0.3 & echo $!; exec sleep 60`]);
    const child = Number(
      await new Promise((found) => parent.stdout.once("data", (line) => found(String(line)))),
    );
    while (processStat(child) !== null) await new Promise((done) => setTimeout(done, 10));
    expect(() => process.kill(child, 0)).not.toThrow();
    expect(listProcesses(QUERY, process.pid).some(({ pid }) => pid === child)).toBe(false);
    parent.kill("SIGKILL");
    await once(parent, "exit");
  });
});
