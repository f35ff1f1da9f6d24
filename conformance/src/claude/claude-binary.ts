import { access, mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../binaries.ts";
import { parseJson, textAt } from "../json.ts";
import { installPackage, STAGING } from "../npm-install.ts";
import { currentPlatform } from "../platform.ts";
import { sweepAbandoned } from "../sweep.ts";
import { integrityOf } from "./claude-versions.ts";

const ALIAS = "claude";

/**
 * The path of the native `claude` of exactly this version, installed from npm when it is not there.
 *
 * `@anthropic-ai/claude-code` itself holds no program: its postinstall links the one of an optional package for each
 * platform. That package alone is installed, without scripts. Safe under concurrent and interrupted installs.
 */
export async function claudeBinary(version: string): Promise<string> {
  const folder = join(cacheFolder(), `claude-${version}`);
  const binary = join(folder, "node_modules", ALIAS, "claude");
  if (await exists(binary)) return binary;
  await installInto(folder, version);
  if (!(await exists(binary))) throw new Error(`no native claude at ${binary}`);
  return binary;
}

async function installInto(folder: string, version: string): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  await sweepAbandoned(cacheFolder(), STAGING);
  const platform = currentPlatform().npm;
  const spec = `@anthropic-ai/claude-code-${platform}@${version}`;
  const staging = await installPackage(cacheFolder(), { alias: ALIAS, spec });
  await requirePackage(staging, version, integrityOf(version, platform));
  await rename(staging, folder).catch(() => rm(staging, { recursive: true, force: true }));
}

async function requirePackage(
  staging: string,
  version: string,
  integrity: string | undefined,
): Promise<void> {
  const lock = parseJson(await readFile(join(staging, "package-lock.json"), "utf8"));
  const [gotVersion, gotIntegrity] = ["version", "integrity"].map((field) =>
    textAt(lock, "packages", `node_modules/${ALIAS}`, field),
  );
  if (gotVersion === version && (integrity === undefined || gotIntegrity === integrity)) return;
  await rm(staging, { recursive: true, force: true });
  throw new Error(`asked npm for claude ${version} ${integrity ?? ""}, got ${gotVersion} ${gotIntegrity}`);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
