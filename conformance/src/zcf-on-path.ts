import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { onTestFinished } from "vitest";
import { type CodexHome, type CodexHomeOptions, HOME_PREFIX } from "./codex-home.ts";
import { codexHomeForTest } from "./in-home.ts";
import { zcfCommand } from "./zcf.ts";

/** A private home in which `zcf` is a command, as after an installation: the built CLI. */
export async function homeWithZcf(options: CodexHomeOptions): Promise<CodexHome> {
  const folder = await mkdtemp(join(tmpdir(), HOME_PREFIX));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = [folder, process.env["PATH"] ?? "/usr/bin:/bin"].join(delimiter);
  const home = await codexHomeForTest({ ...options, variables: { ...options.variables, PATH: path } });
  const { file, args } = zcfCommand(home);
  const program = join(folder, "zcf");
  await writeFile(program, `#!/bin/sh\nexec ${[file, ...args].map(quoted).join(" ")} "$@"\n`);
  await chmod(program, 0o755);
  return home;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
