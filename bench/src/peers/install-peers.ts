import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:process";

/** Exact, so that a later release does not change what is in the record. */
export const UPSTREAM = "3.7.3";
export const THREADRIPPER = "0.3.6";

export interface InstalledPeers {
  /** Node runs it. */
  readonly upstream: string;
  /** The native program itself: npm's launcher, a Node of its own, would be measured along. */
  readonly threadripper: string;
}

/** Installs both from npm into a new directory; scripts of packages are not run. */
export function installPeers(directory: string): InstalledPeers {
  mkdirSync(directory);
  writeFileSync(`${directory}/package.json`, '{"private":true}');
  const packages = [`zcf@${UPSTREAM}`, `codex-threadripper@${THREADRIPPER}`];
  const { status, stderr } = spawnSync(
    "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages],
    {
      cwd: directory,
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`npm install: ${stderr}`);
  const modules = `${directory}/node_modules`;
  return {
    upstream: `${modules}/zcf/bin/zcf.mjs`,
    threadripper: `${modules}/@wangnov/codex-threadripper-${platform}-${arch}/bin/codex-threadripper`,
  };
}
