import { readdirSync, readlinkSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import type { Process, ProcessQuery } from "@zcf/contract";
import { orMissing } from "./system-error.ts";

/** Running processes with one of the names, from Linux's `/proc`; those we may not look into are left out. */
export async function listProcesses(query: ProcessQuery, ownPid: number): Promise<readonly Process[]> {
  const found: Process[] = [];
  for (const pid of await processIds()) {
    if (pid === ownPid) continue;
    const name = (await processStat(pid))?.name;
    if (name !== undefined && query.names.includes(name))
      found.push(await describe(pid, name, query.variables));
  }
  return found;
}

/**
 * The paths a process has open; none when we may not look.
 *
 * Synchronous, because these are thousands of tiny reads: a third of the time that promises take (measured: 7 ms
 * against 23 ms for 170 descriptors of 84 processes).
 */
export function openFiles(pid: number): readonly string[] {
  const directory = `/proc/${pid}/fd`;
  const names = attempt(() => readdirSync(directory)) ?? [];
  return names.flatMap((name) => attempt(() => readlinkSync(`${directory}/${name}`)) ?? []);
}

export async function processIds(): Promise<readonly number[]> {
  const names = (await orMissing(readdir("/proc"))) ?? [];
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

/** What Linux tells of a process in one line. */
export interface ProcessStat {
  /** At most 15 characters. */
  readonly name: string;
  /** In clock ticks since boot: with the pid it names one process for good. */
  readonly started: string;
}

/** `null` when it is gone, and for a zombie: it holds nothing and runs nothing, it only was not waited for. */
export async function processStat(pid: number): Promise<ProcessStat | null> {
  const text = await quietly(readFile(`/proc/${pid}/stat`, "utf8"));
  if (text === null) return null;
  const close = text.lastIndexOf(")");
  const fields = text.slice(close + 2).split(" ");
  const [state, started] = [fields[0], fields[19]];
  if (started === undefined || state === "Z" || state === "X") return null;
  return { name: text.slice(text.indexOf("(") + 1, close), started };
}

async function describe(pid: number, name: string, variables: readonly string[]): Promise<Process> {
  const args = (await zeroSeparated(`/proc/${pid}/cmdline`)).slice(1);
  const environment = await zeroSeparated(`/proc/${pid}/environ`);
  const pairs = environment.map((pair) => splitPair(pair)).filter(([key]) => variables.includes(key));
  return { pid, name, args, variables: Object.fromEntries(pairs) };
}

function splitPair(pair: string): readonly [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

async function zeroSeparated(path: string): Promise<readonly string[]> {
  const text = (await quietly(readFile(path, "utf8"))) ?? "";
  return text.split("\0").filter((part) => part !== "");
}

/** A process may end, or belong to somebody else, while we look: then there is nothing to see. */
function attempt<T>(look: () => T): T | null {
  try {
    return look();
  } catch {
    return null;
  }
}

/** The same, for what is read in the background. */
async function quietly<T>(value: Promise<T>): Promise<T | null> {
  try {
    return await value;
  } catch {
    return null;
  }
}
