import type { Environment } from "@zcf/contract";
import type { Terminal } from "./terminal.ts";

/** Everything that the program has of the process it runs in. */
export interface Runtime {
  readonly environment: Environment;
  /** Where relative paths on the command line start. */
  readonly cwd: string;
  readonly terminal: Terminal;
  /** What is thrown where nobody waits for it is told, and ends the process with 70. */
  onCrash(tell: (thrown: unknown) => void): void;
  /** Output that could not be written is told once, with the system's word for it, and ends the process with 1, or worse. */
  onOutputLost(tell: (reason: string) => void): void;
  /** What is told before SIGINT or SIGTERM ends the process with 130; not while `interruptible` work is under way. */
  onInterrupt(tell: () => void): void;
  /** Runs `work`, which may write, with a signal that SIGINT and SIGTERM abort; `tell` hears of the first of them. */
  interruptible<T>(work: (signal: AbortSignal) => Promise<T>, tell: () => void): Promise<T>;
}
