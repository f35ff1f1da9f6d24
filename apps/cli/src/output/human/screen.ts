import type { Messages } from "../../messages/messages.ts";
import type { Style } from "../../runtime/style.ts";
import type { Channel, Terminal } from "../../runtime/terminal.ts";
import { fold } from "../../runtime/wrap.ts";
import type { ProgressBar } from "./progress-bar.ts";
import { createProgressBar } from "./progress-bar.ts";
import type { ReadingLine } from "./reading-line.ts";
import { createReadingLine } from "./reading-line.ts";

/** Where the human output writes, line by line. */
export interface Screen {
  readonly messages: Messages;
  /** A line of the result, on stdout; a long one is folded to the terminal's width. */
  out(line: string): void;
  /** A line of the result that has to stay as it is. */
  raw(line: string): void;
  /** A notice, on stderr. */
  err(line: string): void;
  readonly outStyle: Style;
  readonly errStyle: Style;
  readonly bar: ProgressBar;
  readonly reading: ReadingLine;
}

export function createScreen({ out, err }: Terminal, messages: Messages): Screen {
  const bar = createProgressBar(err, messages.ui.moving);
  const reading = createReadingLine(err, messages.ui.reading);
  const clear = (): void => {
    bar.clear();
    reading.clear();
  };
  const write = (channel: Channel, text: string): void => {
    clear();
    channel.write(`${text}\n`);
  };
  return {
    messages,
    out: (line) => write(out, fold(line, out.columns)),
    raw: (line) => write(out, line),
    err: (line) => write(err, fold(line, err.columns)),
    outStyle: out.style,
    errStyle: err.style,
    bar,
    reading,
  };
}
