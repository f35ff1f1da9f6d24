import { setTimeout as sleep } from "node:timers/promises";
import { compact, openTerminal, type TerminalCommand } from "./terminal.ts";
import { readTranscript } from "./transcript.ts";

/** Claude Code on a terminal of its own, as a user has it. */
export interface ClaudeSession {
  readonly pid: number;
  /** Everything shown since it started, without control sequences and white space; letters may be missing that stood there before. */
  shown(): string;
  /** Resolves once the text was shown, white space aside. */
  sees(text: string): Promise<void>;
  /** Resolves once it waits for a prompt and draws nothing more. */
  ready(): Promise<void>;
  /** Asks a question of its own and waits for the answer, which may be Claude Code's, that nobody is logged in. */
  ask(): Promise<void>;
  /** Ends it with SIGKILL. */
  close(): Promise<void>;
}

/**
 * After so many milliseconds a running session has taken up a change of settings.json. Measured: 2.1.330 and
 * 2.1.197 need between 0.7 and 1.3 s.
 */
export const RELOAD_MS = 2_000;

// Of drawing nothing, after which a screen counts as drawn; while it works, it draws a sign ten times a second.
const STILL_MS = 400;
// Between a question and its return, which would else be taken for a pasted line break.
const KEY_MS = 100;

/** Starts one, whose `~/.claude` is given; it may not be ready yet, and may ask something first. */
export function startClaudeSession(command: TerminalCommand, claudeHome: string): ClaudeSession {
  const terminal = openTerminal(command);
  const waits = (): boolean => isIdle(terminal.printed()) && terminal.still(STILL_MS);
  let asked = 0;
  return {
    pid: terminal.pid,
    shown: () => terminal.shown(),
    sees: (text) => terminal.until(text, () => terminal.shown().includes(compact(text))),
    ready: () => terminal.until("a prompt", () => terminal.shown().includes(PROMPT) && waits()),
    async ask() {
      asked += 1;
      const question = `q-${terminal.pid}-${asked}`;
      const before = terminal.printed().length;
      const { answers } = await readTranscript(claudeHome);
      await terminal.press(question, () => compact(terminal.printed().slice(before)).includes(question));
      await sleep(KEY_MS);
      await terminal.press("\r", async () => {
        const transcript = await readTranscript(claudeHome);
        return transcript.asked(question) && transcript.answers > answers;
      });
      await terminal.until(`an end of ${question}`, waits);
    },
    close: () => terminal.close(),
  };
}

const PROMPT = "❯";
// The title of the window tells what it does: a star while it waits, a changing sign while it works.
const TITLE = /\u001B\]0;(.)[^\u0007]*\u0007/gu;
const WAITING = "✳";

function isIdle(printed: string): boolean {
  const [, sign] = [...printed.matchAll(TITLE)].at(-1) ?? [];
  return sign === WAITING;
}
