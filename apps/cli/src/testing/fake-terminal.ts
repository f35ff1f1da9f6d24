import { PassThrough } from "node:stream";
import { createStyle } from "../runtime/style.ts";
import type { Channel, Terminal } from "../runtime/terminal.ts";

/** A terminal that keeps what is written. */
export interface FakeTerminal extends Terminal {
  readonly written: { out: string; err: string };
}

export function fakeTerminal(columns: number | null = null): FakeTerminal {
  const written = { out: "", err: "" };
  const channel = (name: "out" | "err"): Channel => ({
    write: (text) => {
      written[name] += text;
    },
    style: createStyle(false),
    columns,
  });
  return {
    written,
    out: channel("out"),
    err: channel("err"),
    interactive: false,
    input: new PassThrough(),
    prompt: new PassThrough(),
  };
}
