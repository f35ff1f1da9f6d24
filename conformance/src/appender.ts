import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { at, parseJson } from "./json.ts";
import { linesOf } from "./rollouts.ts";

const PROGRAM = fileURLToPath(new URL("append-lines.ts", import.meta.url));

/** A process that appends to a session file. */
export interface Appender {
  readonly running: () => boolean;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts one that has the file open all the time, or only for each line; it runs, and perhaps has the file open, on return. */
export async function startAppender(file: string, lines: number, how: "held" | "opened"): Promise<Appender> {
  const last = (await linesOf(file)).at(-1) ?? "{}";
  const ordinal = Number(at(parseJson(last), "ordinal") ?? 0) + 1;
  const args = [PROGRAM, file, String(lines), String(ordinal), how];
  const child = spawn(process.execPath, args, { env: {}, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  await Promise.race([once(child.stdout, "data"), ended]);
  return { running: () => child.exitCode === null && child.signalCode === null, ended };
}

/** The numbers of the appended lines, in the file's order; throws when a line of the file is not whole. */
export async function appendedNumbers(file: string): Promise<readonly number[]> {
  const messages = (await linesOf(file)).map((line) => at(parseJson(line), "payload", "message"));
  return messages
    .filter((message) => typeof message === "string")
    .filter((message) => message.startsWith("appended "))
    .map((message) => Number(message.slice("appended ".length)));
}
