import { chmod, chown, lstat, mkdir, readdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, type TestContext, test } from "vitest";
import { type Command, type Finished, printed, run } from "../src/child.ts";
import { debris } from "../src/debris.ts";
import { homeState } from "../src/home-state.ts";
import { madeHomeForTest } from "../src/made-home.ts";
import { asUser, isRoot, withoutUmask } from "../src/privileges.ts";
import { mixture } from "../src/sides.ts";
import { type Driven, zcfCommand } from "../src/zcf.ts";

const LONGER = "a_longer_provider_id";
const MADE = { providers: ["alpha", "beta", LONGER], sessions: 10 };
const OWNER = 43_210;
const STRANGER = 43_211;

describe("another user's home", () => {
  test("root switches it: whatever is there afterwards is still its owner's, and only that can be root's which is ours", async (context) => {
    const home = await homeOf(OWNER, context);
    const before = await homeState(home);
    for (const target of ["beta", LONGER, "alpha"]) {
      expectEnd(await ended(withoutUmask(switching(home, target))), 0);
      expect(mixture(before, await homeState(home), [target])).toEqual([]);
      expect(await others(home.codexHome, OWNER)).toEqual([]);
    }
    expect(await others(home.zcfHome, 0)).toEqual([]);
  });

  test("its owner switches it, whoever made it", async (context) => {
    const home = await homeOf(OWNER, context);
    await mkdir(home.zcfHome, { mode: 0o700 });
    await chown(home.zcfHome, OWNER, OWNER);
    expectEnd(await ended(asUser(OWNER, switching(home, LONGER))), 0);
    expect(await others(home.codexHome, OWNER)).toEqual([]);
    expect(await others(home.zcfHome, OWNER)).toEqual([]);
  });

  test("a stranger who can read it is told, and nothing changes", async (context) => {
    const home = await homeOf(OWNER, context);
    for (const file of [home.config, home.auth]) await chmod(file, 0o644);
    await mkdir(home.zcfHome, { mode: 0o700 });
    await chown(home.zcfHome, STRANGER, STRANGER);
    const before = await homeState(home);
    expectEnd(await ended(asUser(STRANGER, switching(home, LONGER))), 1, /EACCES/);
    expect(await homeState(home)).toEqual(before);
    expect(await debris(home)).toEqual([]);
  });

  test("a stranger who cannot read its keys is told, and nothing changes", async (context) => {
    const home = await homeOf(OWNER, context);
    const before = await homeState(home);
    expectEnd(await ended(asUser(STRANGER, switching(home, LONGER))), 1, /config\.toml.*EACCES/);
    expect(await homeState(home)).toEqual(before);
    expect(await debris(home)).toEqual([]);
  });
});

describe("our own state", () => {
  test("can be read by nobody else, also under the loosest umask and in a folder that is open to all", async () => {
    const home = await madeHomeForTest(MADE);
    await mkdir(home.zcfHome);
    await chmod(home.zcfHome, 0o755);
    await writeFile(join(home.zcfHome, "config.toml"), "", { mode: 0o644 });
    for (const args of [
      ["switch", LONGER, "--yes"],
      ["switch", "beta", "--yes", "--backup", "snapshot"],
    ])
      expectEnd(await ended(withoutUmask(zcfCommand(home, ...args))), 0);
    const loose = (await entriesBelow(home.zcfHome)).filter(({ mode }) => (mode & 0o077) !== 0);
    expect(loose.map(({ name }) => name)).toEqual(["config.toml"]);
  });

  test("of somebody else is not written to", async (context) => {
    const home = await homeOf(OWNER, context);
    await mkdir(home.zcfHome, { mode: 0o700 });
    const before = await homeState(home);
    expectEnd(await ended(asUser(OWNER, switching(home, "beta"))), 1, /EACCES/);
    expect(await homeState(home)).toEqual(before);
    expect(await readdir(home.zcfHome)).toEqual([]);
  });
});

/** A home that belongs to a user with all above it open to everybody; skips the test where we may not give files away. */
async function homeOf(uid: number, context: TestContext): Promise<Driven> {
  if (!isRoot) context.skip("only root may give a home to another user");
  const home = await madeHomeForTest(MADE);
  for (const folder of [home.root, home.userHome]) await chmod(folder, 0o755);
  for (const { path } of await entriesBelow(home.codexHome)) await chown(path, uid, uid);
  await chown(home.codexHome, uid, uid);
  return home;
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

async function entriesBelow(folder: string): Promise<readonly Entry[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true });
  return Promise.all(
    found.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const { uid, gid, mode } = await lstat(path);
      return { name: relative(folder, path), path, uid, gid, mode };
    }),
  );
}

/** What belongs to anybody but this user. */
async function others(folder: string, owner: number): Promise<readonly string[]> {
  const entries = await entriesBelow(folder);
  return entries
    .filter(({ uid, gid }) => uid !== owner || gid !== owner)
    .map(({ name, uid }) => `${name}: ${uid}`);
}

function switching(home: Driven, target: string): Omit<Command, "timeoutMs"> {
  return zcfCommand(home, "switch", target, "--yes", "--strict");
}

function ended(command: Omit<Command, "timeoutMs">): Promise<Finished> {
  return run({ ...command, timeoutMs: 60_000 });
}

function expectEnd(finished: Finished, code: number, says: RegExp = /^/): void {
  expect(finished.code, printed(finished)).toBe(code);
  expect(finished.stdout + finished.stderr).toMatch(says);
}
