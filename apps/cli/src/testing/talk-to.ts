import process from "node:process";
import { stripVTControlCharacters } from "node:util";
import { spawn } from "@lydell/node-pty";
import type { Sandbox } from "./sandbox.ts";
import { NODE_ARGS } from "./sandbox.ts";

export interface Talk {
  /** Resolves when the text has been shown. */
  sees(text: string): Promise<void>;
  types(keys: string): void;
  /** Resolves when the program is over. */
  readonly ends: Promise<{ readonly code: number; readonly shown: string }>;
}

/** Runs the program on a terminal of its own. */
export function talkTo(box: Sandbox, args: readonly string[]): Talk {
  const terminal = spawn(process.execPath, [...NODE_ARGS, ...args], {
    cols: 200,
    rows: 50,
    cwd: box.home,
    env: { ...box.env, TERM: "xterm-256color" },
  });
  let shown = "";
  let check = (): void => {};
  terminal.onData((data) => {
    shown += data;
    check();
  });
  const ends = new Promise<{ code: number; shown: string }>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve({ code: exitCode, shown: stripVTControlCharacters(shown) }));
  });
  const sees = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      check = () => {
        if (stripVTControlCharacters(shown).includes(text)) resolve();
      };
      check();
      void ends.then(() => reject(new Error(`ended without "${text}":\n${shown}`)));
    });
  return { sees, types: (keys) => terminal.write(keys), ends };
}
