import { access, mkdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { installPackage, STAGING } from "./npm-install.ts";
import { currentPlatform } from "./platform.ts";
import { sweepAbandoned } from "./sweep.ts";
import { minorOf } from "./versions.ts";

// Up to 0.98 one package held every platform; from 0.99 on each platform is a version of its own.
const FIRST_PLATFORM_VERSION = 99;

// Outside the clone, so that all clones and all runs share it.
export function cacheFolder(): string {
  const own = process.env["ZCF_CONFORMANCE_CACHE"];
  if (own !== undefined && own !== "") return own;
  const base = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(base, "zcf-conformance");
}

/**
 * The path of the native `codex` of exactly this version, installed from npm when it is not there.
 *
 * Safe under concurrent and interrupted installs: each installs into a folder of its own and renames
 * it into place; who comes second uses the first one's.
 */
export async function codexBinary(version: string): Promise<string> {
  const folder = join(cacheFolder(), `codex-${version}`);
  const found = await nativeBinary(folder);
  if (found !== undefined) return found;
  await installInto(folder, version);
  const binary = await nativeBinary(folder);
  if (binary === undefined) throw new Error(`no native codex below ${folder}`);
  return binary;
}

async function installInto(folder: string, version: string): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  await sweepAbandoned(cacheFolder(), STAGING);
  const staging = await installPackage(cacheFolder(), { alias: "codex", spec: specOf(version) });
  await requireVersion(staging, version);
  await putInPlace(staging, folder);
}

function specOf(version: string): string {
  const suffix = minorOf(version) >= FIRST_PLATFORM_VERSION ? `-${currentPlatform().npm}` : "";
  return `@openai/codex@${version}${suffix}`;
}

async function requireVersion(staging: string, version: string): Promise<void> {
  const text = await readFile(join(staging, "node_modules/codex/package.json"), "utf8");
  const installed = (JSON.parse(text) as { version: string }).version;
  if (installed.startsWith(version)) return;
  await rm(staging, { recursive: true, force: true });
  throw new Error(`asked npm for codex ${version}, got ${installed}`);
}

async function putInPlace(staging: string, folder: string): Promise<void> {
  try {
    await rename(staging, folder);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    if ((await nativeBinary(folder)) === undefined) throw cause;
  }
}

async function nativeBinary(folder: string): Promise<string | undefined> {
  const vendor = join(folder, "node_modules/codex/vendor", currentPlatform().triple);
  for (const name of ["bin/codex", "codex/codex"]) {
    const file = join(vendor, name);
    if (await exists(file)) return file;
  }
  return undefined;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
