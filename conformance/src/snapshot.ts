import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { printed, run } from "./child.ts";
import type { CodexHome } from "./codex-home.ts";

const COPY_TIMEOUT_MS = 60_000;

/**
 * Copies everything that programs keep in a home, Codex's and zcf's; the returned function puts it back, as often as it
 * is called. At the same path, because `threads.rollout_path` is absolute: a copy elsewhere would be no twin.
 */
export async function snapshot(home: CodexHome): Promise<() => Promise<void>> {
  const copy = join(await mkdtemp(join(home.root, "snapshot-")), "user");
  await copyFolder(home.userHome, copy);
  return async () => {
    await rm(home.userHome, { recursive: true });
    await copyFolder(copy, home.userHome);
  };
}

/** With times to the nanosecond, which `fs.cp` would cut: Codex shows and sorts by them. */
async function copyFolder(from: string, to: string): Promise<void> {
  const env = { PATH: process.env["PATH"] ?? "/usr/bin:/bin" };
  const copied = await run({ file: "cp", args: ["-a", from, to], env, cwd: "/", timeoutMs: COPY_TIMEOUT_MS });
  if (copied.code !== 0) throw new Error(`cannot copy ${from}\n${printed(copied)}`);
}
