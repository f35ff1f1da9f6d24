import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { codexBinary } from "../src/binaries.ts";
import { currentPlatform } from "../src/platform.ts";

const VERSION = "0.100.0";
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcf-install-"));
  await mkdir(join(folder, "cache"));
  vi.stubEnv("ZCF_CONFORMANCE_CACHE", join(folder, "cache"));
  vi.stubEnv("PATH", `${join(folder, "bin")}:${process.env["PATH"]}`);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe("installing a binary, with an npm of our own", () => {
  test("happens once and is reused", async () => {
    await fakeNpm(VERSION);
    const first = await codexBinary(VERSION);
    expect(await readFile(first, "utf8")).toBe("complete\n");
    expect(await codexBinary(VERSION)).toBe(first);
    expect(await npmCalls()).toBe(1);
  });

  test("is safe when several want it at once: one wins, nothing is left over", async () => {
    await fakeNpm(VERSION);
    const paths = await Promise.all([1, 2, 3, 4].map(() => codexBinary(VERSION)));
    expect(new Set(paths).size).toBe(1);
    expect(await readFile(paths[0] ?? "", "utf8")).toBe("complete\n");
    expect(await readdir(join(folder, "cache"))).toEqual([`codex-${VERSION}`]);
  });

  test("starts anew after an interrupted one", async () => {
    await fakeNpm(VERSION, "exit 1");
    await expect(codexBinary(VERSION)).rejects.toThrow("npm install @openai/codex@0.100.0");
    await fakeNpm(VERSION);
    expect(await readFile(await codexBinary(VERSION), "utf8")).toBe("complete\n");
  });

  test("takes no other version than the one asked for", async () => {
    await fakeNpm("0.101.0");
    await expect(codexBinary(VERSION)).rejects.toThrow("asked npm for codex 0.100.0, got 0.101.0");
    expect(await readdir(join(folder, "cache"))).toEqual([]);
  });
});

async function fakeNpm(version: string, interruption = ""): Promise<void> {
  const vendor = `node_modules/codex/vendor/${currentPlatform().triple}/bin`;
  const script = [
    "#!/bin/sh -e",
    `echo called >> "${join(folder, "calls")}"`,
    `mkdir -p ${vendor}`,
    `echo partial > ${vendor}/codex`,
    interruption,
    "sleep 0.1",
    `echo '{"version":"${version}-${currentPlatform().npm}"}' > node_modules/codex/package.json`,
    `echo complete > ${vendor}/codex`,
  ];
  await mkdir(join(folder, "bin"), { recursive: true });
  await writeFile(join(folder, "bin/npm"), script.join("\n"));
  await chmod(join(folder, "bin/npm"), 0o755);
}

async function npmCalls(): Promise<number> {
  return (await readFile(join(folder, "calls"), "utf8")).trim().split("\n").length;
}
