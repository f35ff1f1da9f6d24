import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "./child.ts";

/** Starts a program and kills it with SIGKILL after so many milliseconds. */
export async function killAfter(command: Omit<Command, "timeoutMs">, milliseconds: number): Promise<void> {
  const { file, args, env, cwd } = command;
  const child = spawn(file, args, { env, cwd, stdio: "ignore" });
  const ended = once(child, "exit");
  await Promise.race([ended, sleep(milliseconds)]);
  child.kill("SIGKILL");
  await ended;
}
