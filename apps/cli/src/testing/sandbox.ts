import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { vi } from "vitest";
import { writeIndex } from "../demo/index-database.ts";
import { rolloutName, rolloutText, SAMPLES } from "../demo/sample-sessions.ts";

// A test starts several processes, and a busy machine takes its time with each.
vi.setConfig({ testTimeout: 60_000 });

const MAIN = join(import.meta.dirname, "../main.ts");

/** The arguments that run the program from its source, on the Node that runs the tests. */
export const NODE_ARGS: readonly string[] = ["--conditions", "@zcf/source", MAIN];

const HIDE_DRIVER = `
import { registerHooks } from "node:module";
registerHooks({
  resolve(name, context, next) {
    if (name === "@photostructure/sqlite") throw Object.assign(new Error(name), { code: "ERR_MODULE_NOT_FOUND" });
    return next(name, context);
  },
});`;

/** Makes this Node one without any SQLite driver, as Node 20 is where the optional driver is not installed. */
export const NO_SQLITE: readonly string[] = [
  "--no-experimental-sqlite",
  "--import",
  `data:text/javascript,${encodeURIComponent(HIDE_DRIVER)}`,
];

/** Makes this Node die, as by `kill -9`, right before it puts a file in its place whose name this is. */
export function diesBefore(name: string): readonly string[] {
  const source = `
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  if (String(to).endsWith(${JSON.stringify(name)})) process.kill(process.pid, "SIGKILL");
  renameSync(from, to);
};
syncBuiltinESMExports();`;
  return ["--import", `data:text/javascript,${encodeURIComponent(source)}`];
}

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeArgs?: readonly string[];
}

/** A user's home of its own, with a Codex home in it, and the program to run there. */
export interface Sandbox {
  readonly home: string;
  readonly codex: string;
  readonly state: string;
  readonly env: Readonly<Record<string, string>>;
  run(args: readonly string[], options?: RunOptions): Promise<Finished>;
  read(name: string): string;
  write(name: string, text: string): void;
  /** A digest of every file below the home with its mode and times (to the microsecond), zcf's own state included. */
  digest(): string;
  /** As `digest`, of the Codex home alone, without its databases: what an undo has to bring back to the last byte. */
  codexDigest(): string;
  [Symbol.dispose](): void;
}

/** Stands for every key; no output may hold it. */
export const CANARY = "sk-canary-7d21f0";

/** Upstream's layout: three sessions of alpha, one of beta; `gamma-longer` makes sessions grow. */
export async function makeSandbox(): Promise<Sandbox> {
  const home = mkdtempSync(join(tmpdir(), "zcf-cli-"));
  const codex = join(home, ".codex");
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(codex, name)), { recursive: true });
    writeFileSync(join(codex, name), text, { mode: 0o600 });
  };
  write("config.toml", CONFIG);
  write("auth.json", AUTH);
  write("thread-writer-locks/.coordination.lock", "");
  for (const sample of SAMPLES) write(rolloutName(sample), rolloutText(sample));
  await writeIndex(codex, SAMPLES);
  const env = { PATH: process.env["PATH"] ?? "", HOME: home, LANG: "C" };
  return {
    home,
    codex,
    state: join(home, ".ufomiao", "zcf"),
    env,
    run: (args, options) =>
      runProgram([...(options?.nodeArgs ?? []), ...NODE_ARGS, ...args], { ...env, ...options?.env }),
    read: (name) => readFileSync(join(codex, name), "utf8"),
    write,
    digest: () => digestOf(home, SIDECAR),
    codexDigest: () => digestOf(codex, DATABASE),
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}

const CONFIG = `model_provider = "alpha"
model = "gpt-5.5"

[model_providers.alpha]
name = "Alpha"
base_url = "https://api.alpha.example/v1"
wire_api = "responses"
temp_env_key = "ALPHA_API_KEY"
requires_openai_auth = true

[model_providers.beta]
name = "Beta"
base_url = "https://api.beta.example/v1"
wire_api = "responses"
temp_env_key = "BETA_API_KEY"
requires_openai_auth = true

[model_providers.gamma-longer]
name = "Gamma"
base_url = "https://api.gamma.example/v1"
wire_api = "responses"
experimental_bearer_token = "${CANARY}-gamma"
`;

const AUTH = `{
  "OPENAI_API_KEY": "${CANARY}-alpha",
  "ALPHA_API_KEY": "${CANARY}-alpha",
  "BETA_API_KEY": "${CANARY}-beta"
}
`;

function runProgram(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, cwd: env["HOME"], stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

// SQLite itself makes these when a database is only read.
const SIDECAR = /-(wal|shm)$/;

const DATABASE = /\.sqlite(-wal|-shm)?$/;

function digestOf(home: string, ignored: RegExp): string {
  const hash = createHash("sha256");
  const names = readdirSync(home, { recursive: true, encoding: "utf8" }).toSorted();
  for (const name of names.filter((one) => !ignored.test(one))) {
    const path = join(home, name);
    const { mode, mtimeNs } = lstatSync(path, { bigint: true });
    const isFolder = lstatSync(path).isDirectory();
    hash.update(JSON.stringify([name, String(mode), isFolder ? "" : String(mtimeNs / 1000n)]));
    if (!isFolder) hash.update(lstatSync(path).isSymbolicLink() ? readlinkSync(path) : readFileSync(path));
  }
  return hash.digest("hex");
}

/** The lines of machine output. Throws for one that is no JSON. */
export function parseLines(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
