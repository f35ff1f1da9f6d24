import { spawn } from "node:child_process";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { rolloutName, rolloutText, SAMPLES } from "../demo/sample-sessions.ts";
import type { Sandbox } from "../testing/sandbox.ts";
import { makeSandbox, NODE_ARGS, parseLines } from "../testing/sandbox.ts";

/** More than a few batches, so that some are left when a signal arrives. */
const SESSIONS = 1600;

async function makeBigSandbox(): Promise<Sandbox> {
  const box = await makeSandbox();
  for (let index = 0; index < SESSIONS; index += 1) {
    const id = `019f2000-0000-7000-8000-${String(index).padStart(12, "0")}`;
    const sample = { ...SAMPLES[0]!, id };
    box.write(rolloutName(sample), rolloutText(sample));
  }
  return box;
}

interface Stopped {
  readonly code: number | null;
  readonly signal: string | null;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** Sends signals as soon as a line of this type is out. */
function stopAt(
  box: Sandbox,
  type: string,
  signals: readonly NodeJS.Signals[],
  command: readonly string[] = ["switch", "beta", "--yes"],
): Promise<Stopped> {
  const args = [...NODE_ARGS, ...command, "--json"];
  const child = spawn(process.execPath, args, { env: { ...box.env }, stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  let sent = false;
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
    if (sent || !stdout.includes(`"type":"${type}"`)) return;
    sent = true;
    for (const signal of signals) child.kill(signal);
  });
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      const whole = stdout.slice(0, stdout.lastIndexOf("\n") + 1);
      resolve({ code, signal, lines: parseLines(whole) });
    });
  });
}

describe("a signal", () => {
  test.each<[NodeJS.Signals, readonly NodeJS.Signals[]]>([
    ["SIGINT", ["SIGINT"]],
    ["SIGTERM", ["SIGTERM", "SIGTERM"]],
  ])("%s while sessions follow leaves a switch that stands", async (_, signals) => {
    using box = await makeBigSandbox();
    const stopped = await stopAt(box, "progress", signals);
    expect(stopped).toMatchObject({ code: 130, signal: null });
    expect(stopped.lines.at(-1)).toMatchObject({ type: "result", outcome: "cancelled" });
    expect(stopped.lines.filter(({ type }) => type === "stopping")).toHaveLength(1);
    expect(box.read("config.toml")).toContain('model_provider = "beta"');
    expect((await box.run(["status", "--check"])).code).toBe(3);
    const rest = await box.run(["switch", "beta", "--yes"]);
    expect(rest.code).toBe(0);
    expect((await box.run(["status", "--check"])).code).toBe(0);
  });

  test("before anything is committed takes everything back", async () => {
    using box = await makeBigSandbox();
    const stopped = await stopAt(box, "plan", ["SIGINT"]);
    expect(stopped).toMatchObject({ code: 130, signal: null });
    expect(stopped.lines.at(-1)).toMatchObject({ type: "error", kind: "cancelled" });
    expect(box.read("config.toml")).toContain('model_provider = "alpha"');
  });
});

describe("killed outright while sessions follow", () => {
  test("status shows it, recover ends it", async () => {
    using box = await makeBigSandbox();
    expect((await stopAt(box, "progress", ["SIGKILL"])).signal).toBe("SIGKILL");
    const status = await box.run(["status", "--check"]);
    expect(status.code).toBe(4);
    expect(status.stderr).toContain("An earlier operation was interrupted;");
    expect(status.stderr).toContain(", codex: alpha -> beta\nNext: Run zcf recover;");
    const recovered = await box.run(["recover"]);
    expect(recovered.code).toBe(0);
    expect(recovered.stdout).toMatch(/^Recovered \S+: what it did stands/);
    expect((await box.run(["status", "--check"])).code).toBe(3);
    expect((await box.run(["recover"])).stdout).toBe("Nothing to recover.\n");
  });

  test("the next switch ends it first", async () => {
    using box = await makeBigSandbox();
    await stopAt(box, "progress", ["SIGKILL"]);
    const next = await box.run(["switch", "beta", "--yes"]);
    expect(next.code).toBe(0);
    expect(next.stderr).toMatch(/Recovered \S+: what it did stands/);
    expect((await box.run(["status", "--check"])).code).toBe(0);
  });
});

test("a signal while a command only reads is told as the end of it", async () => {
  using box = await makeBigSandbox();
  const stopped = await stopAt(box, "change", ["SIGINT"], ["switch", "beta", "--dry-run"]);
  expect(stopped).toMatchObject({ code: 130, signal: null });
  expect(stopped.lines.at(-1)).toMatchObject({ type: "error", code: "cancelled", disk: "untouched" });
});
