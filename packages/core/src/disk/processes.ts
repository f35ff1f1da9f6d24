import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Process, ProcessQuery } from "@zcf/contract";
import { systemCode } from "./system-error.ts";

/** Running processes with one of the names, from Linux's `/proc`; those we may not look into are left out. */
export function listProcesses(query: ProcessQuery, ownPid: number): readonly Process[] {
  const found: Process[] = [];
  for (const pid of processIds()) {
    if (pid === ownPid) continue;
    const name = processStat(pid)?.name;
    if (name !== undefined && query.names.includes(name)) found.push(describe(pid, name, query.variables));
  }
  return found;
}

/** A descriptor of a process that leads to a file. */
export interface OpenFile {
  /** The descriptor's own place; it can be asked what it leads to. */
  readonly descriptor: string;
  /** As that process sees it: in a container it may differ from ours. */
  readonly path: string;
}

/**
 * The files a process has open; none when we may not look.
 *
 * Synchronous, because these are thousands of tiny reads: a third of the time that promises take (measured: 7 ms
 * against 23 ms for 170 descriptors of 84 processes).
 */
export function* openFiles(pid: number): Generator<OpenFile> {
  const directory = `/proc/${pid}/fd`;
  for (const name of attempt(() => readdirSync(directory)) ?? []) {
    const descriptor = `${directory}/${name}`;
    const path = linkOf(descriptor);
    // Who may not look at one may not look at any.
    if (path === "EACCES") return;
    // Sockets and pipes have no path.
    if (path.startsWith("/")) yield { descriptor, path };
  }
}

export function processIds(): readonly number[] {
  return (attempt(() => readdirSync("/proc")) ?? []).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** Where a link leads, or the system's code when it cannot be read. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch (error) {
    return systemCode(error) ?? "";
  }
}

/** What Linux tells of a process in one line. */
export interface ProcessStat {
  /** At most 15 characters. */
  readonly name: string;
  /** In clock ticks since boot: with the pid it names one process for good. */
  readonly started: string;
}

/** `null` when it is gone, and for a zombie: it holds nothing and runs nothing, it only was not waited for. */
export function processStat(pid: number): ProcessStat | null {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (text === null) return null;
  const close = text.lastIndexOf(")");
  const fields = text.slice(close + 2).split(" ");
  const [state, started] = [fields[0], fields[19]];
  if (started === undefined || state === "Z" || state === "X") return null;
  return { name: text.slice(text.indexOf("(") + 1, close), started };
}

function describe(pid: number, name: string, variables: readonly string[]): Process {
  const args = zeroSeparated(`/proc/${pid}/cmdline`).slice(1);
  const environment = zeroSeparated(`/proc/${pid}/environ`);
  const pairs = environment.map((pair) => splitPair(pair)).filter(([key]) => variables.includes(key));
  return { pid, name, args, variables: Object.fromEntries(pairs) };
}

function splitPair(pair: string): readonly [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function zeroSeparated(path: string): readonly string[] {
  const text = attempt(() => readFileSync(path, "utf8")) ?? "";
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
