// How long `zcf --version` takes, as a ratio to a bare `node -e 0` of the same run: the machine cancels out.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const RUNS = 31;
const main = join(import.meta.dirname, "../../apps/cli/dist/main.js");
const commands = { "node -e 0": ["-e", "0"], "zcf --version": [main, "--version"] };

function timeOnce(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} exited with ${String(status)}: ${stderr}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

// Interleaved, so that a slow moment of the machine hits every command alike.
const times = Object.values(commands).map((args) => ({ args, values: [] as number[] }));
for (let run = 0; run < RUNS; run++) for (const { args, values } of times) values.push(timeOnce(args));

const medians = times.map(({ values }) => median(values));
const bare = medians[0] ?? Number.NaN;
for (const [index, name] of Object.keys(commands).entries()) {
  const value = medians[index] ?? Number.NaN;
  console.log(`${name.padEnd(16)} ${value.toFixed(1).padStart(7)} ms  ${(value / bare).toFixed(2)}x`);
}
