import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** Carries whole text messages both ways. */
export interface Channel {
  send(message: string): void;
  /** Calls back for each message that comes from now on. */
  receive(take: (message: string) => void): void;
}

/** A message a line, as a program's standard streams carry them. */
export function lineChannel(incoming: Readable, outgoing: Writable): Channel {
  const lines = createInterface({ input: incoming });
  return {
    send: (message) => void outgoing.write(`${message}\n`),
    receive: (take) => void lines.on("line", (line) => line.trim() !== "" && take(line)),
  };
}
