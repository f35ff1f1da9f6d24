import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import type { StoreAdapter, SwitchError } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import { createSwitcher } from "@zcf/core";
import { en } from "../messages/en.ts";
import { humanOutput } from "../output/human/human-output.ts";
import { ndjsonOutput } from "../output/ndjson/ndjson-output.ts";
import type { Session } from "../session.ts";
import { parse } from "../usage/parse.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { managedToy } from "./managed-toy.ts";

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly error: SwitchError | null;
}

interface RunOptions {
  readonly stdin?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Columns of a terminal on both streams. */
  readonly columns?: number;
}

/** Homes of {@link managedToy}s, and the program's own commands on them, in this process. */
export interface ToyBox {
  readonly root: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** What a toy's file holds; `null` where there is none. */
  stored(tool?: string): Readonly<Record<string, unknown>> | null;
  write(tool: string, providers: object): void;
  [Symbol.dispose](): void;
}

export function makeToyBox(...tools: readonly string[]): ToyBox {
  const root = mkdtempSync(join(tmpdir(), "zcf-toy-"));
  const file = (tool: string): string => join(root, tool, `${tool}.json`);
  for (const tool of tools) mkdirSync(join(root, tool));
  return {
    root,
    run: (args, options = {}) => run(root, tools, args, options),
    stored: (tool = "toy") => {
      try {
        return JSON.parse(readFileSync(file(tool), "utf8")) as Readonly<Record<string, unknown>>;
      } catch {
        return null;
      }
    },
    write: (tool, providers) => writeFileSync(file(tool), JSON.stringify(providers)),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** One called `plain` has no providers that are ours to change. */
function toyOf(tool: string): StoreAdapter {
  const { manage, ...plain } = managedToy(tool);
  return tool === "plain" || manage === undefined ? plain : { ...plain, manage };
}

async function run(
  root: string,
  tools: readonly string[],
  args: readonly string[],
  { stdin = "", variables = {}, columns }: RunOptions,
): Promise<Ran> {
  const terminal = { ...fakeTerminal(columns ?? null), input: inputOf(stdin) };
  const output = args.includes("--json") ? ndjsonOutput(terminal.out) : humanOutput(terminal, en);
  const environment = { home: root, platform: "linux", variables } as const;
  const session: Session = {
    runtime: {
      environment,
      cwd: root,
      terminal,
      onCrash: () => {},
      onOutputLost: () => {},
      onInterrupt: () => {},
      interruptible: (work) => work(new AbortController().signal),
    },
    messages: en,
    output,
    openSwitcher: async (reporter = output.onEvent) =>
      createSwitcher({
        adapters: tools.map(toyOf),
        environment,
        stateHome: join(root, "state"),
        reporter,
      }),
  };
  const { written } = terminal;
  try {
    const code = await parse(args, session).execute();
    return { code, out: written.out, err: written.err, error: null };
  } catch (thrown) {
    if (!isSwitchError(thrown)) throw thrown;
    output.error(thrown);
    return { code: null, out: written.out, err: written.err, error: thrown };
  }
}

function inputOf(text: string): Readable {
  const input = new PassThrough();
  input.end(text);
  return input;
}
