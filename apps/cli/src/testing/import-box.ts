import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { isSwitchError, type SwitchError } from "@zcf/contract";
import { createSwitcher } from "@zcf/core";
import { claudeCode } from "@zcf/store-claude-code";
import { codex } from "@zcf/store-codex";
import { en } from "../messages/en.ts";
import { humanOutput } from "../output/human/human-output.ts";
import { ndjsonOutput } from "../output/ndjson/ndjson-output.ts";
import type { Session } from "../session.ts";
import { parse } from "../usage/parse.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { parseLines } from "./sandbox.ts";

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly error: SwitchError | null;
}

interface RunOptions {
  readonly stdin?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A user's home with Codex and Claude Code in it, and the program's own commands there, in this process. */
export interface ImportBox {
  readonly home: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** The lines of machine output of one type. */
  lines(
    type: string,
    args: readonly string[],
    options?: RunOptions,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  write(name: string, content: string | object): void;
  read(name: string): string;
  has(name: string): boolean;
  /** Every file below a folder with its bytes, mode and times. */
  picture(folder: string): Readonly<Record<string, string>>;
  /** Files of the whole home that hold a text, encoded or not. */
  holding(text: string): readonly string[];
  [Symbol.dispose](): void;
}

export function makeImportBox(): ImportBox {
  const home = mkdtempSync(join(tmpdir(), "zcf-import-"));
  const run = (args: readonly string[], options: RunOptions = {}): Promise<Ran> => runIn(home, args, options);
  const box: ImportBox = {
    home,
    run,
    lines: async (type, args, options) => {
      const { out, error } = await run([...args, "--json"], options);
      if (error !== null) throw error;
      return parseLines(out).filter((line) => line["type"] === type);
    },
    write: (name, content) => {
      mkdirSync(dirname(join(home, name)), { recursive: true });
      writeFileSync(join(home, name), typeof content === "string" ? content : JSON.stringify(content), {
        mode: 0o600,
      });
      chmodSync(join(home, name), 0o600);
    },
    read: (name) => readFileSync(join(home, name), "utf8"),
    has: (name) => existsSync(join(home, name)),
    picture: (folder) =>
      Object.fromEntries(filesIn(join(home, folder)).map((path) => [path, pictureOf(path)])),
    holding: (text) =>
      filesIn(home)
        .filter((path) => holds(path, text))
        .map((path) => path.slice(home.length + 1)),
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
  box.write(".codex/config.toml", 'model = "gpt-5.5"\n');
  box.write(".claude/settings.json", "{}\n");
  return box;
}

async function runIn(
  home: string,
  args: readonly string[],
  { stdin = "", variables = {} }: RunOptions,
): Promise<Ran> {
  const terminal = { ...fakeTerminal(), input: inputOf(stdin) };
  const output = args.includes("--json") ? ndjsonOutput(terminal.out) : humanOutput(terminal, en);
  const environment = { home, platform: "linux", variables } as const;
  const session: Session = {
    runtime: {
      environment,
      cwd: home,
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
        adapters: [codex(), claudeCode()],
        environment,
        stateHome: join(home, ".ufomiao", "zcf"),
        reporter,
      }),
  };
  const ran = (code: number | null, error: SwitchError | null): Ran => ({ code, ...terminal.written, error });
  try {
    return ran(await parse(args, session).execute(), null);
  } catch (error) {
    if (isSwitchError(error)) return ran(null, error);
    throw error;
  }
}

function inputOf(text: string): Readable {
  const input = new PassThrough();
  input.end(text);
  return input;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile())
    .toSorted();
}

function pictureOf(path: string): string {
  const { mode, mtimeNs, ctimeNs, ino } = lstatSync(path, { bigint: true });
  const bytes = createHash("sha256").update(readFileSync(path)).digest("hex");
  return [bytes, mode, mtimeNs, ctimeNs, ino].join(" ");
}

/** Also as base64, in which a journal holds bytes, at each of its three alignments. */
function holds(path: string, text: string): boolean {
  const content = readFileSync(path);
  const encoded = [0, 1, 2].map((pad) =>
    Buffer.from(" ".repeat(pad) + text)
      .toString("base64")
      .slice(pad === 0 ? 0 : 4, -4),
  );
  return [text, ...encoded].some((form) => content.includes(form));
}
