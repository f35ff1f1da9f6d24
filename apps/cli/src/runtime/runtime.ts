import type { Environment } from "@zcf/contract";
import type { Terminal } from "./terminal.ts";

/** Everything that the program has of the process it runs in. */
export interface Runtime {
  readonly environment: Environment;
  /** Where relative paths on the command line start. */
  readonly cwd: string;
  readonly terminal: Terminal;
  /** Runs `work` with a signal that SIGINT and SIGTERM abort; outside of it they end the process. */
  interruptible<T>(work: (signal: AbortSignal) => Promise<T>, onInterrupt: () => void): Promise<T>;
}
