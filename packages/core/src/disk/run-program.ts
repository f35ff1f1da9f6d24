import { getBuiltinModule } from "node:process";

export interface RunOptions {
  /** Descriptors that the program inherits, behind stdin, stdout and stderr. */
  readonly descriptors?: readonly number[];
  /** The most it may print, in bytes. */
  readonly maxOutput?: number;
}

/**
 * What a program prints, run to its end without input and without a variable: those can make it run something else.
 *
 * What starts programs takes half a millisecond to load, and most runs start none.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { descriptors = [], maxOutput = 1 << 20 }: RunOptions = {},
): string {
  const { spawnSync } = getBuiltinModule("node:child_process");
  const { stdout } = spawnSync(program, args, {
    stdio: ["ignore", "pipe", "ignore", ...descriptors],
    env: {},
    encoding: "utf8",
    maxBuffer: maxOutput,
  });
  return stdout ?? "";
}
