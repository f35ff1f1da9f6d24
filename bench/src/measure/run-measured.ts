import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What one process cost. */
export interface Cost {
  /** From before the spawn until after the end. */
  readonly wallMs: number;
  /** User and system time of the process, its children not counted. */
  readonly cpuMs: number;
  readonly peakMiB: number;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly cost: Cost;
}

const PRELOAD = join(import.meta.dirname, "report-usage.cjs");

/** Runs Node with these arguments, and this environment and no other, to its end. */
export function runMeasured(args: readonly string[], environment: NodeJS.ProcessEnv): Outcome {
  const started = performance.now();
  const { status, output, error } = spawnSync(process.execPath, ["--require", PRELOAD, ...args], {
    env: environment,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const wallMs = performance.now() - started;
  if (error !== undefined) throw error;
  const [, stdout, stderr, usage] = output as readonly (string | null)[];
  return { status, stdout: stdout ?? "", stderr: stderr ?? "", cost: { wallMs, ...readUsage(usage ?? "") } };
}

/** A process that was killed reports nothing. */
function readUsage(text: string): Omit<Cost, "wallMs"> {
  if (text === "") return { cpuMs: Number.NaN, peakMiB: Number.NaN };
  return JSON.parse(text) as Omit<Cost, "wallMs">;
}
