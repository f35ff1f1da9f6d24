import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, watch } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "./child.ts";
import { parseJson, textAt } from "./json.ts";
import type { Driven } from "./zcf.ts";

/** How far a command had come when it was killed: what its journal says, and whether it had ended. */
export type Phase =
  | "before its journal"
  | "journalled"
  | "replacing config and key"
  | "moving sessions"
  | "after its end";

/** When a command is killed: so many ms after it was started, or after its operation could be seen on disk. */
export interface Moment {
  readonly since: "start" | "journal";
  readonly ms: number;
}

/** How long a command took that nobody killed, in ms. */
export interface Span {
  readonly whole: number;
  /** From the moment its operation could be seen; 0 where it made none. */
  readonly journalled: number;
}

type Started = Omit<Command, "timeoutMs">;

/** Runs the command to its end and measures it; throws when it fails. */
export async function spanOf(home: Driven, command: Started): Promise<Span> {
  const begun = performance.now();
  const { child, journal, ended } = begin(home, command);
  let seen: number | null = null;
  void journal.then(() => (seen = performance.now()));
  await ended;
  if (child.exitCode !== 0) throw new Error(`${command.args.join(" ")}: exit ${child.exitCode}`);
  const end = performance.now();
  return { whole: end - begun, journalled: seen === null ? 0 : end - seen };
}

/** Starts the command and sends SIGKILL at that moment, which may be after its end. */
export async function killAt(home: Driven, command: Started, moment: Moment): Promise<Phase> {
  const before = await finished(home);
  const { child, journal, ended } = begin(home, command);
  if (moment.since === "journal") await Promise.race([journal, ended]);
  await Promise.race([ended, sleep(moment.ms)]);
  child.kill("SIGKILL");
  await ended;
  return phaseOf(home, before);
}

function begin(home: Driven, { file, args, env, cwd }: Started) {
  const pending = join(home.zcfHome, "operations/pending");
  mkdirSync(pending, { recursive: true, mode: 0o700 });
  const watcher = watch(pending);
  const journal = once(watcher, "change");
  const child = spawn(file, args, { env, cwd, stdio: "ignore" });
  const ended = once(child, "exit").finally(() => watcher.close());
  return { child, journal, ended };
}

async function phaseOf(home: Driven, before: number): Promise<Phase> {
  const records = await pendingRecords(home);
  if (records.includes("committed")) return "moving sessions";
  if (records.includes("staged")) return "replacing config and key";
  if (records.length > 0) return "journalled";
  return (await finished(home)) > before ? "after its end" : "before its journal";
}

async function finished({ zcfHome }: Driven): Promise<number> {
  return (await readdir(join(zcfHome, "operations/done")).catch(() => [])).length;
}

/** The types of the records of the operation that is not over; a torn last one does not count. */
async function pendingRecords({ zcfHome }: Driven): Promise<readonly string[]> {
  const pending = join(zcfHome, "operations/pending");
  const names = (await readdir(pending)).filter((name) => !name.endsWith(".draft"));
  const texts = await Promise.all(
    names.map((name) => readFile(join(pending, name, "journal.ndjson"), "utf8").catch(() => "")),
  );
  return texts.flatMap((text) => text.split("\n").flatMap(typeOf));
}

function typeOf(line: string): readonly string[] {
  try {
    return line === "" ? [] : [textAt(parseJson(line), "type")];
  } catch {
    return [];
  }
}
