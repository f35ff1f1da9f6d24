import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Finished, run } from "./child.ts";
import type { CodexHome } from "./codex-home.ts";
import { parseJson, textAt } from "./json.ts";

const CLI_FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../../apps/cli");
const ZCF_TIMEOUT_MS = 60_000;

/** The built CLI: `$ZCF_CONFORMANCE_CLI`, else what `bin.zcf` of apps/cli names. Throws when it is not built. */
function builtCli(): string {
  const file =
    process.env["ZCF_CONFORMANCE_CLI"] ?? join(CLI_FOLDER, binOf(join(CLI_FOLDER, "package.json")));
  if (existsSync(file)) return file;
  throw new Error(`${file} is not there: run \`pnpm build\` first`);
}

function binOf(manifest: string): string {
  return textAt(parseJson(readFileSync(manifest, "utf8")), "bin", "zcf");
}

// As a child process, on the Node that runs the suites.
function zcf(home: CodexHome, ...args: readonly string[]): Promise<Finished> {
  return run({
    file: process.execPath,
    args: [builtCli(), ...args],
    env: home.env,
    cwd: home.userHome,
    timeoutMs: ZCF_TIMEOUT_MS,
  });
}

/** `zcf switch <target>` on this home, unattended. */
export function zcfSwitch(home: CodexHome, target: string, ...more: readonly string[]): Promise<Finished> {
  return zcf(home, "switch", target, "--tool", "codex", "--yes", "--home", home.codexHome, ...more);
}
