import { spawn } from "node:child_process";
import { hostname } from "node:os";
import process from "node:process";
import { expect, test } from "vitest";
import { makeSandbox, NODE_ARGS } from "../testing/sandbox.ts";

/** Stops, as by Ctrl-Z, where it has put the config in its place: it holds the lock then. */
const STOPS = `
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  renameSync(from, to);
  if (String(to).endsWith("/config.toml")) process.kill(process.pid, "SIGSTOP");
};
syncBuiltinESMExports();`;

test("who has to wait for another zcf is told which, and --wait waits for it", async () => {
  using box = await makeSandbox();
  const hook = ["--import", `data:text/javascript,${encodeURIComponent(STOPS)}`];
  const args = [...hook, ...NODE_ARGS, "switch", "beta", "--yes"];
  const first = spawn(process.execPath, args, { env: { ...box.env }, cwd: box.home, stdio: "ignore" });
  const ended = new Promise<number | null>((resolve) => first.on("close", resolve));
  await expect.poll(() => box.read("config.toml"), { timeout: 20_000 }).toContain('model_provider = "beta"');

  const refused = await box.run(["switch", "alpha", "--yes", "--wait", "0.1"]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    `Error: Another zcf is at work on ${box.codex}: zcf switch beta (process ${String(first.pid)} on ${hostname()}).\n`,
  );
  expect(refused.stderr).toContain("--wait SECONDS");

  const waiting = box.run(["switch", "alpha", "--yes", "--wait", "30"]);
  setTimeout(() => first.kill("SIGCONT"), 500);
  expect(await ended).toBe(0);
  expect(await waiting).toMatchObject({ code: 0 });
  expect(box.read("config.toml")).toContain('model_provider = "alpha"');
});
