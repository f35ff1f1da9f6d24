import { basename } from "node:path";
import type { Process, ProcessQuery } from "@zcf/contract";
import { findProgram } from "./find-program.ts";
import { runProgram } from "./run-program.ts";

/** Whether `ps` is there: how processes are seen where there is no `/proc` (macOS). */
export function canPs(): boolean {
  return findProgram("ps") !== null;
}

/**
 * Running processes with one of the names, without our own.
 *
 * Their variables are not told: `ps` prints them in one line with the arguments, where nobody can tell them apart. An
 * argument with a space in it counts as two.
 */
export function listProcessesOfPs({ names }: ProcessQuery, ownPid: number): readonly Process[] {
  const program = findProgram("ps");
  if (program === null) return [];
  const output = runProgram(program, ["-A", "-ww", "-o", "pid=,stat=,command="], { maxOutput: 1 << 26 });
  return parsePs(output).filter(({ pid, name }) => pid !== ownPid && names.includes(name));
}

/** Reads lines of pid, state and command; a zombie runs nothing. Names are cut to 15 characters, as Linux does. */
export function parsePs(output: string): readonly Process[] {
  return output.split("\n").flatMap((line) => {
    const [pid, state, program, ...args] = line.trim().split(/\s+/);
    if (program === undefined || state?.startsWith("Z") === true) return [];
    return [{ pid: Number(pid), name: basename(program).slice(0, 15), args, variables: {} }];
  });
}
