import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Finished, printed, run } from "../src/child.ts";
import { debris } from "../src/debris.ts";
import { homeState } from "../src/home-state.ts";
import { madeHomeForTest } from "../src/made-home.ts";
import { mountNamespace, shell } from "../src/namespace.ts";
import { unprivileged } from "../src/privileges.ts";
import { rolloutFiles } from "../src/rollouts.ts";
import { mixture } from "../src/sides.ts";
import { digestTree } from "../src/tree-digest.ts";
import { type Driven, zcfCommand } from "../src/zcf.ts";

const SAME_LENGTH = "gamma";
const LONGER = "a_longer_provider_id";
const MADE = { providers: ["alpha", SAME_LENGTH, LONGER], sessions: 10 };
const TIMEOUT_MS = 60_000;

describe.each<["codexHome" | "zcfHome", string]>([
  ["codexHome", "the home"],
  ["zcfHome", "the state"],
])("%s on a read-only mount", (folder, what) => {
  test(`what reads works, what writes says that ${what} cannot be written, and nothing changes`, async (context) => {
    const namespace = await mountNamespace();
    if (typeof namespace === "string") return context.skip(namespace);
    const home = await madeHomeForTest(MADE);
    const zcf = (...args: readonly string[]): Promise<Finished> =>
      namespace.run({ ...zcfCommand(home, ...args), timeoutMs: TIMEOUT_MS });
    expectEnd(await zcf("switch", SAME_LENGTH, "--yes"), 0);
    const before = await whole(home, folder);
    await shell(namespace, `mount --bind '${home[folder]}' '${home[folder]}'`);
    await shell(namespace, `mount -o remount,bind,ro '${home[folder]}'`);
    for (const args of READING) expectEnd(await zcf(...args), 0);
    for (const { args, code } of WRITING[folder]) expectEnd(await zcf(...args), code, /EROFS/);
    expect(await whole(home, folder)).toEqual(before);
    expect(await debris(home)).toEqual([]);
  });
});

const READING = [
  ["status"],
  ["list"],
  ["history"],
  ["sessions", "list"],
  ["switch", LONGER, "--dry-run"],
  ["recover"],
];
const SYNC = ["sessions", "sync", "--to", "alpha", "--yes", "--strict"];
const SWITCHES = ["alpha", LONGER].map((target) => ({ args: ["switch", target, "--yes"], code: 1 }));
// Sessions that cannot be written are left out one by one.
const WRITING = {
  codexHome: [...SWITCHES, { args: SYNC, code: 5 }],
  zcfHome: [...SWITCHES, { args: SYNC, code: 1 }],
};

interface Forbidden {
  readonly name: string;
  /** What may not be written, below the home. */
  readonly paths: (home: Driven) => Promise<readonly string[]>;
  readonly target: string;
  readonly code: number;
  /** What is said, whether it is all or one session. */
  readonly says: RegExp;
  /** How the same ends once all may be written again; 0 unless given. */
  readonly again?: number;
}

const FORBIDDEN: readonly Forbidden[] = [
  { name: "the home", paths: async (home) => [home.codexHome], target: SAME_LENGTH, code: 1, says: /EACCES/ },
  { name: "the state", paths: async (home) => [home.zcfHome], target: SAME_LENGTH, code: 1, says: /EACCES/ },
  {
    name: "config.toml and auth.json, which are replaced",
    paths: async ({ config, auth }) => [config, auth],
    target: SAME_LENGTH,
    code: 0,
    says: /10 moved/,
  },
  { name: "a session file", paths: oneSession, target: SAME_LENGTH, code: 5, says: /EACCES/ },
  { name: "a session file, which is replaced", paths: oneSession, target: LONGER, code: 0, says: /10 moved/ },
  {
    name: "a folder of session files",
    paths: async (home) => (await oneSession(home)).map(dirname),
    target: LONGER,
    code: 5,
    says: /EACCES/,
  },
  {
    name: "the index",
    paths: async ({ codexHome }) => [join(codexHome, "state_5.sqlite")],
    target: SAME_LENGTH,
    code: 5,
    says: /state_5\.sqlite/,
    // Who reads an index in WAL mode that is read-only leaves an `-shm` beside it that is too, and stays so.
    again: 5,
  },
];

describe("without permission to write", () => {
  test.each(FORBIDDEN)(
    "$name: exit $code, said, never a mix, nothing left",
    async ({ paths, target, code, says, again = 0 }) => {
      const home = await madeHomeForTest(MADE);
      const before = await homeState(home);
      await mkdir(home.zcfHome, { mode: 0o700 });
      const modes = await Promise.all((await paths(home)).map(withoutWriting));
      const done = await zcfUnprivileged(home, "switch", target, "--yes", "--strict");
      expectEnd(done, code, says);
      for (const putBack of modes) await putBack();
      expect(mixture(before, await homeState(home), [target]), printed(done)).toEqual([]);
      if (code === 1) expect(await homeState(home)).toEqual(before);
      expect(await debris(home)).toEqual([]);
      expectEnd(await zcfUnprivileged(home, "switch", target, "--yes", "--strict"), again);
      expect(mixture(before, await homeState(home), [target])).toEqual([]);
    },
  );
});

async function oneSession({ codexHome }: Driven): Promise<readonly string[]> {
  return (await rolloutFiles(codexHome)).slice(-1).map((name) => join(codexHome, name));
}

async function withoutWriting(path: string): Promise<() => Promise<void>> {
  const { mode } = await stat(path);
  await chmod(path, mode & 0o555);
  return () => chmod(path, mode & 0o7777);
}

function zcfUnprivileged(home: Driven, ...args: readonly string[]): Promise<Finished> {
  return run({ ...unprivileged(zcfCommand(home, ...args)), timeoutMs: TIMEOUT_MS });
}

function expectEnd(finished: Finished, code: number, says: RegExp = /^/): void {
  expect(finished.code, printed(finished)).toBe(code);
  expect(finished.stdout + finished.stderr).toMatch(says);
}

/** All of the home, and all of what is read-only. */
async function whole(home: Driven, folder: "codexHome" | "zcfHome"): Promise<unknown> {
  const digests = [home.codexHome, home[folder]].map((path) => digestTree(path, isSidecar));
  return [await homeState(home), ...(await Promise.all(digests))];
}

function isSidecar(name: string): boolean {
  return /-(wal|shm)$/.test(name);
}
