import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";

const SAMPLE_MS = 10;

/** The arguments of every process that ran meanwhile with this variable in its environment, each once. */
export interface ArgumentsSeen {
  readonly commands: ReadonlySet<string>;
  /** How often all processes were looked at. */
  samples(): number;
  stop(): Promise<void>;
}

/** Begins to look, again and again, until the running test ends at the latest (Linux; elsewhere there is nothing to see). */
export function watchArguments(variable: string): ArgumentsSeen {
  const commands = new Set<string>();
  const state = { samples: 0, stopped: false };
  const looking = (async () => {
    while (!state.stopped) {
      for (const command of await commandsWith(variable)) commands.add(command);
      state.samples += 1;
      await sleep(SAMPLE_MS);
    }
  })();
  const stop = (): Promise<void> => {
    state.stopped = true;
    return looking;
  };
  onTestFinished(stop);
  return { commands, samples: () => state.samples, stop };
}

async function commandsWith(variable: string): Promise<readonly string[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => commandOf(pid, variable)));
  return found.filter((command) => command !== "");
}

// A process may end between one file and the other.
async function commandOf(pid: string, variable: string): Promise<string> {
  const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
  if (!environment.split("\0").includes(variable)) return "";
  return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
}
