import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { type Trace, testAdapter } from "@zcf/adapter-testkit";
import type { ProviderChange } from "@zcf/contract";
import { codex } from "./adapter.ts";
import { forkOf, LONGER, revertOf, root } from "./sessions/testing/made-up-family.ts";
import { type Segment, writeHistory } from "./sessions/testing/made-up-history.ts";
import { message } from "./sessions/testing/session-lines.ts";
import { longTest } from "./testing/deaths-scenario.ts";

/** Three providers with keys in `auth.json`, as upstream stores them. */
const IDS = ["alpha", "beta", LONGER];
const SECRETS: readonly string[] = [...IDS.map((id) => `sk-canary-${id}`), "sk-canary-official"];

const NEW_KEY = "sk-canary-new";

const CONFIG = `model_provider = "alpha" # in use\r\n${IDS.map(
  (id) =>
    `\r\n[model_providers.${id}]\r\nname = "${id}"\r\nbase_url = "http://127.0.0.1:1/${id}"\r\nrequires_openai_auth = true\r\ntemp_env_key = "${id}_KEY"\r\n`,
).join("")}`;

function authOf(current: string): string {
  const entries = IDS.map((id) => [`${id}_KEY`, `sk-canary-${id}`]);
  return JSON.stringify({ OPENAI_API_KEY: `sk-canary-${current}`, ...Object.fromEntries(entries) }, null, 2);
}

/** Root, revert and forks, archived and compressed ones among them. */
const FAMILY: readonly Segment[] = [
  root,
  revertOf(0),
  { ...root, from: { segment: 1, turn: 1, how: "fork" } },
  { ...forkOf(0), archived: true, compressed: true },
];

async function withKeys(home: string, config: string, current: string): Promise<void> {
  await writeFile(join(home, "config.toml"), config);
  await writeFile(join(home, "auth.json"), authOf(current), { mode: 0o600 });
  await writeFile(join(home, "auth.lock"), "");
}

async function history(home: string, segments: readonly Segment[]): Promise<void> {
  await writeHistory(home, segments);
  await writeFile(join(home, "thread-writer-locks/.coordination.lock"), "");
  await withKeys(home, CONFIG, "alpha");
}

async function share(home: string): Promise<readonly Trace[]> {
  const config = '\n# mine\n[projects."/tmp/x"]\ntrust_level = "trusted"\n';
  await appendFile(join(home, "config.toml"), config);
  await mkdir(join(home, "skills"), { recursive: true });
  await writeFile(join(home, "skills/SKILL.md"), "mine\n");
  return [
    { file: "config.toml", text: config },
    { file: "skills/SKILL.md", text: "mine\n" },
  ];
}

/** The rollout of the root, which nothing compresses. */
async function rootFile(home: string): Promise<readonly string[]> {
  const { readdir } = await import("node:fs/promises");
  const folder = join(home, "sessions/2026/11/23");
  const names = await readdir(folder).catch(() => []);
  return names.slice(0, 1).map((name) => relative(home, join(folder, name)));
}

/** Changes of providers: every place of a key, in use and not. */
const CHANGES: readonly (readonly ProviderChange[])[] = [
  [
    ...["bearer", "auth-json", "command"].map((store) => added(store, { key: NEW_KEY })),
    added("env", { key: "NEW_KEY" }),
    added("none", {}),
  ],
  [
    { change: "edit", id: "alpha", fields: { name: "Another", model: "m" }, keyStore: "bearer" },
    { change: "copy", id: "beta", copyId: "gamma", fields: {} },
    { change: "remove", id: "beta", fields: {} },
  ],
];

function added(keyStore: string, rest: Partial<ProviderChange>): ProviderChange {
  const fields = { "base-url": `http://127.0.0.1:1/${keyStore}`, model: "m" };
  return { change: "add", id: `new-${keyStore}`, fields, keyStore, ...rest };
}

testAdapter(longTest, {
  adapter: codex(),
  homes: {
    "a family": (home) => history(home, FAMILY),
    "two threads": (home) => history(home, [root, root]),
    "no sessions": (home) => withKeys(home, CONFIG, "alpha"),
    "official with a key": (home) => withKeys(home, CONFIG.replace(/^.*\r\n/, ""), "official"),
  },
  environment: ({ root: user, home }) => ({
    home: user,
    platform: "linux",
    variables: { CODEX_HOME: home },
  }),
  goals: [
    { target: "beta" },
    { target: LONGER },
    { target: "official" },
    { sync: "all", to: LONGER },
    ...CHANGES.map((changes) => ({ providers: changes })),
  ],
  secrets: [...SECRETS, NEW_KEY],
  appends: { files: rootFile, line: message("a line that came meanwhile") },
  share,
  manyUnits: (home, count) =>
    history(
      home,
      Array.from({ length: count }, () => root),
    ),
  ignore: (name) => name.startsWith("thread-writer-locks/") && name.endsWith(".lock"),
  decode: (name, content) => (name.endsWith(".zst") ? zstdDecompressSync(content) : content),
  off: { dies: "deaths.test.ts and its like run the matrix, with what comes before, and undo" },
});
