import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a program cost that need not be Node. */
export interface Watched {
  readonly status: number | null;
  readonly output: string;
  readonly wallMs: number;
  /** The most that was seen resident, looked at every millisecond. */
  readonly peakMiB: number;
}

/** Runs a program to its end, with this environment and no other. */
export async function runWatched(
  [program = "", ...args]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Watched> {
  const started = performance.now();
  const child = spawn(program, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMiB(child.pid));
  }, 1);
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    return { status, output: output.join(""), wallMs: performance.now() - started, peakMiB: peak };
  } finally {
    clearInterval(watch);
  }
}

/** 0 when it is gone. */
function residentMiB(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
