import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, type Disk, nodeDisk, type Switcher } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "../adapter.ts";
import { auth, home, LOGIN, ROLLOUT, session, stored, withRow } from "./testing/sick-home.ts";

/** One thing for each kind of check: config, tables, modes, `auth.json`, sessions and the version. */
const MANY = withRow(
  "q",
  home(
    {
      "config.toml": `preferred_auth_method = "apikey"\nmodel_provider = "q"\n${stored("q", 'wire_api = "chat"')}`,
      ...auth({ ...LOGIN, OPENAI_API_KEY: "sk-canary-q", Q_KEY: "sk-canary-q", auth_mode: "none" }),
      "zcf-keys.json": JSON.stringify({ format: 1, keys: {}, entries: {} }),
      ...session("p", "0.200.0"),
      [ROLLOUT.replace("000000000001", "000000000002")]: "no json\n",
    },
    { "auth.json": 0o640 },
  ),
);

const CONFIG = ["codex.preferred-auth-method", "codex.wire-api"];
const SESSIONS = ["codex.sessions-orphaned", "codex.sessions-rows"];
const ALWAYS = ["codex.sessions-unreadable", "codex.version-unverified"];

async function checksWith(spoil: (place: string) => Promise<unknown>): Promise<readonly string[]> {
  return withTemporaryDirectory(async (root) => {
    const place = join(root, "home");
    await MANY(place);
    await spoil(place);
    const switcher = await switcherOf(root, await nodeDisk());
    const { stores } = await switcher.diagnose();
    // Whatever can be fixed beside it can be planned.
    await switcher.plan({ tools: ["codex"], fix: "all" });
    return stores.flatMap(({ findings }) => findings.map(({ check }) => check));
  });
}

async function switcherOf(root: string, disk: Disk): Promise<Switcher> {
  return createSwitcher({
    adapters: [codex()],
    environment: { home: root, platform: "other", variables: { CODEX_HOME: join(root, "home") } },
    stateHome: join(root, "state"),
    disk: { ...disk, probe: () => ({ holders: async () => [] }), processes: async () => [] },
  });
}

const aDirectory =
  (name: string) =>
  async (place: string): Promise<void> => {
    await rm(join(place, name));
    await mkdir(join(place, name));
  };

const aLoop =
  (name: string) =>
  async (place: string): Promise<void> => {
    await rm(join(place, name));
    await symlink(name, join(place, name));
  };

test.each([
  ["EISDIR", aDirectory],
  ["ELOOP", aLoop],
])("a file that cannot be read (%s) is a finding, and all that is not in it is told of", async (_, spoil) => {
  expect(await checksWith(spoil("config.toml"))).toEqual([
    "codex.auth-open",
    "codex.config-unreadable",
    ...ALWAYS,
  ]);
  expect(await checksWith(spoil("zcf-keys.json"))).toEqual(
    ["codex.auth-open", "codex.keys-unreadable", ...CONFIG, ...SESSIONS, ...ALWAYS].toSorted(),
  );
  expect(await checksWith(spoil("auth.json"))).toEqual(
    ["codex.auth-unreadable", ...CONFIG, ...SESSIONS, ...ALWAYS].toSorted(),
  );
});

test("so is one of ours that is no keys file", async () => {
  const checks = await checksWith((place) => writeFile(join(place, "zcf-keys.json"), "{}"));
  expect(checks).toEqual(
    ["codex.auth-open", "codex.keys-syntax", ...CONFIG, ...SESSIONS, ...ALWAYS].toSorted(),
  );
});

test("a ledger that cannot be read is told of beside all the rest", async () => {
  await withTemporaryDirectory(async (root) => {
    await MANY(join(root, "home"));
    const disk = await nodeDisk();
    const closed = async (path: string): ReturnType<Disk["stat"]> => {
      if (!path.startsWith(join(root, "state/ledger/"))) return disk.stat(path);
      throw Object.assign(new Error("closed"), { code: "EACCES", path });
    };
    await mkdir(join(root, "state/ledger"), { recursive: true, mode: 0o700 });
    await writeFile(join(root, "state/ledger/one"), "", { mode: 0o600 });
    const { own, stores } = await (await switcherOf(root, { ...disk, stat: closed })).diagnose();
    expect(own.map(({ check }) => check)).toEqual(["zcf.state-unreadable"]);
    const checks = stores.flatMap(({ findings }) => findings.map(({ check }) => check));
    expect(checks).toEqual(expect.arrayContaining([...CONFIG, ...SESSIONS, ...ALWAYS]));
  });
});
