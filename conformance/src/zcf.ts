import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Command, type Finished, run } from "./child.ts";
import type { CodexHome } from "./codex-home.ts";
import { parseJson, textAt } from "./json.ts";
import { killAfter } from "./killed.ts";

/** Where the program is built; `dist/` and its manifest are all it needs. */
export const CLI_FOLDER: string = join(dirname(fileURLToPath(import.meta.url)), "../../apps/cli");
const ZCF_TIMEOUT_MS = 60_000;

/** The built CLI: `$ZCF_CONFORMANCE_CLI`, else what `bin.zcf` of apps/cli names. Throws when it is not built. */
function builtCli(): string {
  const file =
    process.env["ZCF_CONFORMANCE_CLI"] ?? join(CLI_FOLDER, binOf(join(CLI_FOLDER, "package.json")));
  if (existsSync(file)) return file;
  throw new Error(`${file} is not there: run \`pnpm build\` first`);
}

/** The program that a manifest names `zcf`, relative to it. */
export function binOf(manifest: string): string {
  return textAt(parseJson(readFileSync(manifest, "utf8")), "bin", "zcf");
}

/** `zcf switch <target>` on this home, unattended, as a child process on the Node that runs the suites. */
export function zcfSwitch(home: CodexHome, target: string, ...more: readonly string[]): Promise<Finished> {
  return run({ ...switchCommand(home, target, ...more), timeoutMs: ZCF_TIMEOUT_MS });
}

/** `zcf sessions restore` on this home, unattended: each session back to the provider it had first. */
export function zcfRestore(home: CodexHome): Promise<Finished> {
  return sessions(home, "restore");
}

/** `zcf sessions sync` on this home, unattended: what a switch left out follows. */
export function zcfSync(home: CodexHome, ...more: readonly string[]): Promise<Finished> {
  return sessions(home, "sync", ...more);
}

function sessions(home: CodexHome, what: string, ...more: readonly string[]): Promise<Finished> {
  const args = ["sessions", what, "--tool", "codex", "--yes", "--home", home.codexHome, ...more];
  return run({ ...zcfCommand(home, ...args), timeoutMs: ZCF_TIMEOUT_MS });
}

/** `zcf recover`: ends what an interrupted switch left. */
export function zcfRecover(home: CodexHome): Promise<Finished> {
  return run({ ...zcfCommand(home, "recover"), timeoutMs: ZCF_TIMEOUT_MS });
}

/** The switch, killed with SIGKILL after so many milliseconds. */
export function zcfSwitchKilled(home: CodexHome, target: string, milliseconds: number): Promise<void> {
  return killAfter(switchCommand(home, target), milliseconds);
}

function switchCommand(
  home: CodexHome,
  target: string,
  ...more: readonly string[]
): Omit<Command, "timeoutMs"> {
  return zcfCommand(home, ...switchArguments(home, target, ...more));
}

export function switchArguments(
  home: CodexHome,
  target: string,
  ...more: readonly string[]
): readonly string[] {
  return ["switch", target, "--tool", "codex", "--yes", "--home", home.codexHome, ...more];
}

/** What `zcf` is told of a home; any folder of that shape will do. */
export type Driven = Pick<
  CodexHome,
  "root" | "userHome" | "codexHome" | "zcfHome" | "env" | "config" | "auth"
>;

/** Any `zcf` command to its end, with these arguments. */
export function zcf(home: Driven, ...args: readonly string[]): Promise<Finished> {
  return run({ ...zcfCommand(home, ...args), timeoutMs: ZCF_TIMEOUT_MS });
}

/** What starts the built CLI with these arguments. */
export function zcfCommand(
  home: Pick<Driven, "env" | "userHome">,
  ...args: readonly string[]
): Omit<Command, "timeoutMs"> {
  return { file: process.execPath, args: [builtCli(), ...args], env: home.env, cwd: home.userHome };
}
