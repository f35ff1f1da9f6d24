import type { Messages } from "../../messages/messages.ts";
import type { Style } from "../../runtime/style.ts";
import type { Terminal } from "../../runtime/terminal.ts";
import type { ProgressBar } from "./progress-bar.ts";
import { createProgressBar } from "./progress-bar.ts";

/** Where the human output writes, line by line. */
export interface Screen {
  readonly messages: Messages;
  /** A line of the result, on stdout. */
  out(line: string): void;
  /** A notice, on stderr. */
  err(line: string): void;
  readonly outStyle: Style;
  readonly errStyle: Style;
  readonly bar: ProgressBar;
}

export function createScreen({ out, err }: Terminal, messages: Messages): Screen {
  const bar = createProgressBar(err, messages.ui.moving);
  return {
    messages,
    out: (line) => {
      bar.clear();
      out.write(`${line}\n`);
    },
    err: (line) => {
      bar.clear();
      err.write(`${line}\n`);
    },
    outStyle: out.style,
    errStyle: err.style,
    bar,
  };
}
