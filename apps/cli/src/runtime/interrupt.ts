import process from "node:process";
import { EXIT } from "../exit-code.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** How much is being done that must not end in the middle. */
let running = 0;

/** What is told when SIGINT or SIGTERM ends the process where nothing is being written: while it reads, plans or asks. */
export function onInterrupt(tell: () => void): void {
  const stop = (): void => {
    if (running > 0) return;
    tell();
    // oxlint-disable-next-line unicorn/no-process-exit
    process.exit(EXIT.cancelled);
  };
  for (const name of SIGNALS) process.on(name, stop);
}

/**
 * Runs `work` with a signal that SIGINT and SIGTERM abort.
 *
 * A second signal does nothing more than the first: what is being written is finished or taken back, then we end.
 * Only SIGKILL stops in between, and the next command recovers from that.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  tell: () => void,
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) return;
    tell();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, stop);
  running += 1;
  try {
    return await work(controller.signal);
  } finally {
    running -= 1;
    for (const name of SIGNALS) process.off(name, stop);
  }
}
