import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { codexBinary } from "./binaries.ts";
import type { CodexHome } from "./codex-home.ts";

const TIME_TO_END_MS = 1_000;

/**
 * Leaves, for the running test, a `codex` that has ended but was not reaped: no command line, no environment, only the
 * name. Common where nothing reaps orphans, as in most containers.
 */
export async function leaveZombie(home: CodexHome): Promise<void> {
  const script = `"${await codexBinary(home.version)}" --version & exec sleep 60`;
  const parent = spawn("/bin/sh", ["-c", script], { env: home.env, stdio: "ignore" });
  onTestFinished(() => void parent.kill("SIGKILL"));
  await sleep(TIME_TO_END_MS);
}
