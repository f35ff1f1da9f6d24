import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const CHECK_MS = 50;
const PATIENCE_MS = 5_000;

/**
 * Ends, by pid, what Codex itself has started in a private home and left running: its daemon and the
 * daemon's updater. They are told by the `CODEX_HOME` in their environment (Linux; elsewhere there is nothing to see).
 */
export async function endLeftovers(codexHome: string): Promise<void> {
  const giveUp = Date.now() + PATIENCE_MS;
  for (;;) {
    const pids = await processesOf(codexHome);
    if (pids.length === 0 || Date.now() > giveUp) return;
    for (const pid of pids) kill(pid);
    await sleep(CHECK_MS);
  }
}

async function processesOf(codexHome: string): Promise<readonly number[]> {
  const names = await readdir("/proc").catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const ours = await Promise.all(pids.map((pid) => usesHome(pid, codexHome)));
  return pids.filter((pid, index) => pid !== process.pid && ours[index] === true);
}

// The environment of a process that ended, or is another user's, cannot be read.
async function usesHome(pid: number, codexHome: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
  return environment.split("\0").includes(`CODEX_HOME=${codexHome}`);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
