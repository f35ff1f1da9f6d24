// Packs every public package as it would be published and lets publint and attw judge the tarballs.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: unknown;
}

const root = join(import.meta.dirname, "..");

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function publicPackages(): readonly string[] {
  return ["packages", "apps"]
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((folder) => manifestOf(folder).private !== true);
}

/** What the command printed when it failed, else null. */
function complaint(command: string, ...args: readonly string[]): string | null {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  return status === 0 ? null : `${stdout}${stderr}`;
}

function complaintsAbout(folder: string, tarball: string): readonly string[] {
  const notPacked = complaint("pnpm", "--dir", folder, "pack", "--out", tarball);
  if (notPacked !== null) return [notPacked];
  const complaints = [complaint("publint", tarball, "--strict")];
  // A program has no entry point that somebody imports.
  if (manifestOf(folder).exports !== undefined)
    complaints.push(complaint("attw", tarball, "--profile", "esm-only", "--format", "ascii"));
  return complaints.filter((text) => text !== null);
}

const tarballs = mkdtempSync(join(tmpdir(), "zcf-pack-"));
try {
  for (const folder of publicPackages()) {
    const { name } = manifestOf(folder);
    const complaints = complaintsAbout(folder, join(tarballs, `${name.slice(1).replace("/", "-")}.tgz`));
    console.log([`${complaints.length === 0 ? "ok  " : "FAIL"} ${name}`, ...complaints].join("\n"));
    if (complaints.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(tarballs, { recursive: true });
}
