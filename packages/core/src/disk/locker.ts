import { constants as system } from "node:os";
import { findProgram } from "./find-program.ts";
import { runProgram } from "./run-program.ts";

/** `shared` keeps out nobody who asks for the same: enough to see whether somebody has an exclusive one. */
export type LockMode = "exclusive" | "shared";

/**
 * Takes `flock(2)` on open files, without waiting, and says which of them are ours now.
 *
 * Node has no call for it. A lock belongs to the open file, not to a process: a program that inherits our descriptors
 * takes it for us, and it stays until we close them or die. Throws the system's error where it is no question of
 * being busy (`ENOLCK` on a network file system, say).
 */
export async function lockDescriptors(
  descriptors: readonly number[],
  mode: LockMode,
  [locker]: readonly Locker[] = lockers(),
): Promise<readonly boolean[]> {
  if (descriptors.length === 0) return [];
  if (locker === undefined) throw failure();
  const inherited = descriptors.map((_, index) => String(FIRST + index));
  const answers = runProgram(locker.program, [...locker.args(mode), ...inherited], { descriptors });
  if (!/^[01]+$/.test(answers) || answers.length !== descriptors.length) throw failure();
  return Array.from(answers, (answer) => answer === "0");
}

/** Whether there is a program that can do it. */
export function canLock(): boolean {
  return lockers().length > 0;
}

/** Behind stdin, stdout and stderr. */
const FIRST = 3;

export interface Locker {
  readonly program: string;
  /** Before the numbers of the descriptors; the program prints `0` for each that is ours, `1` for each that is busy. */
  readonly args: (mode: LockMode) => readonly string[];
}

/** Perl does a hundred in the time that `flock` needs for two, and is there where `flock` is not (macOS). */
export function lockers(): readonly Locker[] {
  const [perl, sh, flock] = [findProgram("perl"), findProgram("sh"), findProgram("flock")];
  const busy = String(system.errno.EWOULDBLOCK);
  const byPerl: Locker = {
    program: perl ?? "",
    args: (mode) => ["-e", PERL, busy, String(PERL_MODE[mode])],
  };
  const byFlock: Locker = { program: sh ?? "", args: (mode) => ["-c", SH, flock ?? "", mode] };
  return [...(perl === null ? [] : [byPerl]), ...(sh === null || flock === null ? [] : [byFlock])];
}

const PERL =
  'my $busy = shift; my $mode = shift; for (@ARGV) { open(my $file, "<&=", $_) or exit 1; print flock($file, $mode) ? 0 : $! == $busy ? 1 : 2 }';

const SH = 'mode=$1; shift; for number do "$0" -n "--$mode" "$number"; printf %s $?; done';

/** Without waiting. */
const PERL_MODE: Readonly<Record<LockMode, number>> = { exclusive: 6, shared: 5 };

function failure(): Error {
  return Object.assign(new Error("ENOLCK: no locks available, flock"), { code: "ENOLCK" });
}
