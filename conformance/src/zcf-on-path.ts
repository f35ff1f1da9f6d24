import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { onTestFinished } from "vitest";
import { type CodexHome, type CodexHomeOptions, HOME_PREFIX } from "./codex-home.ts";
import { codexHomeForTest } from "./in-home.ts";
import { type Driven, zcfCommand } from "./zcf.ts";

/** A private home in which `zcf` is a command, as after an installation: the built CLI. */
export async function homeWithZcf(options: CodexHomeOptions): Promise<CodexHome> {
  const folder = await folderForTest();
  const home = await codexHomeForTest({
    ...options,
    variables: { ...options.variables, PATH: pathWith(folder) },
  });
  await writeZcf(folder, home);
  return home;
}

/** A `PATH` on which `zcf` is a command, for programs of a home that is there already. */
export async function pathWithZcf(home: Pick<Driven, "env" | "userHome">): Promise<string> {
  const folder = await folderForTest();
  await writeZcf(folder, home);
  return pathWith(folder);
}

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), HOME_PREFIX));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function pathWith(folder: string): string {
  return [folder, process.env["PATH"] ?? "/usr/bin:/bin"].join(delimiter);
}

async function writeZcf(folder: string, home: Pick<Driven, "env" | "userHome">): Promise<void> {
  const { file, args } = zcfCommand(home);
  const program = join(folder, "zcf");
  await writeFile(program, `#!/bin/sh\nexec ${[file, ...args].map(quoted).join(" ")} "$@"\n`);
  await chmod(program, 0o755);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
