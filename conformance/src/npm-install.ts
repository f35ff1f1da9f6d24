import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { printed, run } from "./child.ts";

/** How the folder of an unfinished install begins. */
export const STAGING = ".installing-";
const INSTALL_TIMEOUT_MS = 15 * 60_000;

/** A package under a name of our own: `codex@npm:@openai/codex@0.169.0-linux-x64`. */
export interface AliasedPackage {
  readonly alias: string;
  readonly spec: string;
}

/** Installs one package with npm, without scripts, into a new folder below `cache`; returns that folder. */
export async function installPackage(cache: string, wanted: AliasedPackage): Promise<string> {
  const staging = await mkdtemp(join(cache, STAGING));
  await writeFile(join(staging, "package.json"), '{ "private": true }\n');
  const npm = await run({
    file: "npm",
    args: [...NPM_INSTALL, `${wanted.alias}@npm:${wanted.spec}`],
    env: inherited(),
    cwd: staging,
    timeoutMs: INSTALL_TIMEOUT_MS,
  });
  if (npm.code === 0) return staging;
  await rm(staging, { recursive: true, force: true });
  throw new Error(`npm install ${wanted.spec} failed\n${printed(npm)}`);
}

const NPM_INSTALL = [
  "install",
  "--ignore-scripts",
  "--omit=optional",
  "--no-audit",
  "--no-fund",
  "--save-exact",
];

// npm runs with the caller's environment, where registries and proxies are set, but not with what pnpm adds to it.
function inherited(): Readonly<Record<string, string>> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(
    entries.filter(([name]) => !name.startsWith("npm_") || name === "npm_config_registry"),
  );
}
