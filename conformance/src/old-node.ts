import { access, cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./binaries.ts";
import { type Finished, run } from "./child.ts";
import type { CodexHome } from "./codex-home.ts";
import { installPackage } from "./npm-install.ts";
import { binOf, CLI_FOLDER, switchArguments } from "./zcf.ts";

/** The oldest Node that zcf's `engines` allow; it has no `node:sqlite`. */
export const OLDEST_NODE = "20.19.0";

/** `zcf switch` on the oldest Node, from a copy of the built program beside which no SQLite driver can be found. */
export async function zcfSwitchOnOldNode(
  home: CodexHome,
  target: string,
  ...more: readonly string[]
): Promise<Finished> {
  const program = join(home.root, "zcf");
  for (const part of ["dist", "package.json"])
    await cp(join(CLI_FOLDER, part), join(program, part), { recursive: true });
  const args = [
    join(program, binOf(join(program, "package.json"))),
    ...switchArguments(home, target, ...more),
  ];
  return run({ file: await oldestNode(), args, env: home.env, cwd: home.userHome, timeoutMs: 60_000 });
}

/** From npm, into the cache that the Codex binaries are in. */
async function oldestNode(): Promise<string> {
  const folder = join(cacheFolder(), `node-${OLDEST_NODE}`);
  const binary = join(folder, "node_modules/node/bin/node");
  if (await exists(binary)) return binary;
  await mkdir(cacheFolder(), { recursive: true });
  const name = `node-${process.platform}-${process.arch}`;
  const staging = await installPackage(cacheFolder(), { alias: "node", spec: `${name}@${OLDEST_NODE}` });
  await rename(staging, folder).catch(() => rm(staging, { recursive: true, force: true }));
  return binary;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
