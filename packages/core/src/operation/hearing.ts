import type { DiskReader } from "../disk/disk.ts";

/** How many times it is asked for each time the event loop gets a turn, without which no signal is heard. */
const ASKED = 64;

/** Throws the signal's reason once it is aborted. */
export function hearing(disk: DiskReader, signal: AbortSignal | undefined): () => Promise<void> {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked % ASKED === 0) await disk.turn();
    signal?.throwIfAborted();
  };
}
