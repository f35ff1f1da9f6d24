import { findProgram } from "./find-program.ts";
import { runProgram } from "./run-program.ts";

/** A file that a process has open, as `lsof` tells it. */
export interface ListedFile {
  readonly pid: number;
  readonly path: string;
}

/** Much more than a busy desktop has, in bytes. */
const MOST_OUTPUT = 1 << 28;

/** Whether `lsof` is there: how open files are seen where there is no `/proc` (macOS). */
export function canLsof(): boolean {
  return findProgram("lsof") !== null;
}

/**
 * The files that processes have open, without names being looked up and without warnings; none when `lsof` cannot be run.
 *
 * Of other users' processes it tells only what we may know.
 */
export function listOpenFiles(): readonly ListedFile[] {
  const program = findProgram("lsof");
  if (program === null) return [];
  return parseLsof(runProgram(program, ["-n", "-P", "-w", "-F", "pfn"], { maxOutput: MOST_OUTPUT }));
}

/** Reads `-F pfn`: a line `p` for each process, then `f` and `n` for each of its files; only descriptors with a number hold one. */
export function parseLsof(output: string): readonly ListedFile[] {
  const found: ListedFile[] = [];
  let pid = 0;
  let isDescriptor = false;
  for (const line of output.split("\n")) {
    const value = line.slice(1);
    if (line.startsWith("p")) pid = Number(value);
    else if (line.startsWith("f")) isDescriptor = /^\d/.test(value);
    else if (line.startsWith("n/") && isDescriptor) found.push({ pid, path: value });
  }
  return found;
}
