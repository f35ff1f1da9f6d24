import { homedir } from "node:os";
import process from "node:process";
import { isatty, type WriteStream } from "node:tty";
import type { Environment } from "@zcf/contract";
import { EXIT } from "../exit-code.ts";
import { interruptible, onInterrupt } from "./interrupt.ts";
import type { Runtime } from "./runtime.ts";
import { silenceSqliteWarning } from "./sqlite-warning.ts";
import { createStyle, wantsColours } from "./style.ts";
import type { Channel } from "./terminal.ts";

/** The runtime of this very process; the only place that hands it out. */
export function processRuntime(): Runtime {
  silenceSqliteWarning();
  const { stdout, stderr } = process;
  return {
    environment: { home: homedir(), platform: platform(), variables: process.env },
    cwd: process.cwd(),
    terminal: {
      out: channel(stdout),
      err: channel(stderr),
      interactive: isatty(0) && stderr.isTTY,
      // Most commands ask nothing: the stream is made when one does.
      get input() {
        return process.stdin;
      },
      prompt: stderr,
    },
    onCrash: (tell) => process.on("uncaughtException", (thrown) => crash(tell, thrown)),
    onOutputLost: (tell) => onLost(stdout, tell),
    onInterrupt,
    interruptible,
  };
}

function crash(tell: (thrown: unknown) => void, thrown: unknown): void {
  tell(thrown);
  // What is in the journal is ended by the next command; what else runs here cannot be trusted any more.
  // oxlint-disable-next-line unicorn/no-process-exit
  process.exit(EXIT.internal);
}

/** A full disk, say. Nobody has read what is not there, so this is a failure, whatever the command came to. */
function onLost(stream: WriteStream, tell: (reason: string) => void): void {
  const lose = (error: NodeJS.ErrnoException): void => {
    if (error.code === "EPIPE") return;
    stream.off("error", lose);
    tell(error.code ?? error.message);
    process.on("exit", (code) => {
      if (code === EXIT.done) process.exitCode = EXIT.failed;
    });
  };
  stream.on("error", lose);
}

function platform(): Environment["platform"] {
  const { platform } = process;
  return platform === "linux" || platform === "darwin" || platform === "win32" ? platform : "other";
}

/** A reader that went away (`zcf list | head -1`) is no reason to stop, least of all in the middle of a switch. */
function channel(stream: WriteStream): Channel {
  let open = true;
  stream.on("error", () => {
    open = false;
  });
  return {
    write: (text) => {
      if (open) stream.write(text);
    },
    style: createStyle(wantsColours(process.env, stream.isTTY)),
    columns: stream.isTTY ? stream.columns : null,
  };
}
