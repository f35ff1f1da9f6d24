import type { Readable, Writable } from "node:stream";
import type { Style } from "./style.ts";

/** One output stream. Writing never fails: whoever closed it does not want to read on. */
export interface Channel {
  write(text: string): void;
  readonly style: Style;
  /** Columns when it is a terminal; `null` otherwise. */
  readonly columns: number | null;
}

/** Where a command reads and writes: results on `out`; progress, notices and questions on `err`. */
export interface Terminal {
  readonly out: Channel;
  readonly err: Channel;
  /** Somebody can see a question and answer it. */
  readonly interactive: boolean;
  /** For prompts, which draw by themselves. */
  readonly input: Readable;
  readonly prompt: Writable;
}
