import { spawn } from "node:child_process";

/** A program to run to its end, with nothing inherited: the environment is exactly `env`, standard input is closed. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** After so many milliseconds the program is killed and `run` rejects. */
  readonly timeoutMs: number;
}

/** How a program ended. `code` is null when a signal ended it. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Runs a program to its end; rejects when it cannot start or takes too long, never for its exit code. */
export function run(command: Command): Promise<Finished> {
  const started = Date.now();
  const child = spawn(command.file, command.args, {
    env: command.env,
    cwd: command.cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(tooLate(command, stdout(), stderr())));
    }, command.timeoutMs);
    child.once("error", (cause) => {
      clearTimeout(late);
      reject(cause);
    });
    child.once("close", (code) => {
      clearTimeout(late);
      resolve({ code, stdout: stdout(), stderr: stderr(), milliseconds: Date.now() - started });
    });
  });
}

/** Gathers a stream; the returned function tells what came so far. */
export function collect(stream: NodeJS.ReadableStream): () => string {
  const parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  return () => Buffer.concat(parts).toString("utf8");
}

/** One text with everything a program printed, for assertions' messages. */
export function printed(finished: Finished): string {
  return `exit ${finished.code}\n--- stdout\n${finished.stdout}\n--- stderr\n${finished.stderr}`;
}

function tooLate(command: Command, stdout: string, stderr: string): string {
  const line = [command.file, ...command.args].join(" ");
  return `still running after ${command.timeoutMs} ms: ${line}\n--- stdout\n${stdout}\n--- stderr\n${stderr}`;
}
