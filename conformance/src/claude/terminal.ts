import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { spawn } from "@lydell/node-pty";

/** What to start on a terminal, and where. */
export interface TerminalCommand {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** A program on a terminal of its own, with all it has printed. */
export interface Terminal {
  readonly pid: number;
  /** Everything printed, control sequences included. */
  printed(): string;
  /** The same without control sequences and white space: words are placed by moves of the cursor. */
  shown(): string;
  /** Whether nothing was printed for so many milliseconds. */
  still(milliseconds: number): boolean;
  /** Resolves once this holds; rejects when the program ends first, or after a minute, naming `what`. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Types keys, and again every few seconds until this holds: a terminal that has just opened may lose some. */
  press(keys: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Ends the program with SIGKILL. */
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;
const AGAIN_MS = 6_000;
const POLL_MS = 25;

/** Starts a program on a terminal of 160 columns and 50 lines. */
export function openTerminal({ file, env, cwd }: TerminalCommand): Terminal {
  const size = { cols: 160, rows: 50 };
  const pty = spawn(file, [], { ...size, env: { ...env, TERM: "xterm-256color" }, cwd });
  let printed = "";
  let printedAt = Date.now();
  let over = false;
  pty.onData((text) => {
    printed += text;
    printedAt = Date.now();
  });
  const ended = new Promise<void>((resolve) => {
    pty.onExit(() => {
      over = true;
      resolve();
    });
  });
  const until: Terminal["until"] = async (what, holds) => {
    const giveUp = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (over || Date.now() > giveUp)
        throw new Error(`${over ? "ended" : "too late"} without ${what}\n${compact(printed)}`);
      await sleep(POLL_MS);
    }
  };
  return {
    pid: pty.pid,
    printed: () => printed,
    shown: () => compact(printed),
    still: (milliseconds) => Date.now() - printedAt > milliseconds,
    until,
    async press(keys, holds) {
      let pressedAt = 0;
      await until(`an effect of ${JSON.stringify(keys)}`, async () => {
        if (await holds()) return true;
        if (Date.now() - pressedAt < AGAIN_MS) return false;
        pty.write(keys);
        pressedAt = Date.now();
        return false;
      });
    },
    async close() {
      if (!over) pty.kill("SIGKILL");
      await ended;
    },
  };
}

/** Without control sequences and white space. */
export function compact(printed: string): string {
  return stripVTControlCharacters(printed).replaceAll(/\s/gu, "");
}
