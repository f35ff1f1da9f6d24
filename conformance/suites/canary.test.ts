import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "vitest";
import { canary, plant, SECRET_VARIABLES } from "../src/canary.ts";
import { at, parseJson, textAt } from "../src/json.ts";
import { killAt, spanOf } from "../src/killing.ts";
import { madeHomeForTest } from "../src/made-home.ts";
import { type Watch, watching } from "../src/watching.ts";
import { type Driven, zcfCommand } from "../src/zcf.ts";

// Some 20 s on two idle cores.
const TIMEOUT_MS = 600_000;
const LONGER = "a_much_longer_provider_id";
// Every command, in every way in which it can speak; the files are looked at after each of the first way.
const MODES: readonly (readonly string[])[] = [[], ["--json"], ["--lang", "zh-CN"]];

test.each(MODES.map((mode) => ({ mode })))(
  "a secret in every place that may hold one is shown nowhere, and kept nowhere that others can read: $mode",
  { timeout: TIMEOUT_MS },
  async ({ mode }) => {
    const home = await plantedHome();
    const watch = await watching(home);
    for (const args of [...READING, ...CHANGING]) {
      await watch.zcf(...args, ...mode);
      if (mode.length === 0) await watch.files(args.join(" "));
    }
    for (const spoil of SPOILT) await spoilt(watch, spoil, mode);
    await conflict(watch, mode);
    await killed(watch, mode);
    await backups(watch, mode);
    await watch.end();
  },
);

const READING = [
  ["status"],
  ["status", "--check"],
  ["list"],
  ["history"],
  ["sessions", "list"],
  ["backup", "list"],
  ["recover"],
  ["--help"],
];

// Refusals are among them: a provider without a key, one that is not there, an operation that is not there.
const CHANGING = [
  ...["beta", "gamma", "delta", "official", LONGER, "keyless", "nowhere"].flatMap((target) => [
    ["switch", target, "--dry-run"],
    ["switch", target, "--yes", "--backup", "snapshot"],
    ["switch", target, "--yes"],
  ]),
  ["switch", "-", "--yes"],
  ["switch", "beta", "--yes", "--backup", "none"],
  ["undo", "--yes"],
  ["switch", "alpha", "--yes", "--sessions", "shared"],
  ["switch", "gamma", "--yes"],
  ["switch", "alpha", "--yes", "--sessions", "sync"],
  ["sessions", "sync", "--to", "beta", "--dry-run"],
  ["sessions", "sync", "--to", "beta", "--yes"],
  ["sessions", "restore", "--dry-run"],
  ["sessions", "restore", "--yes"],
  ["undo", "--dry-run"],
  ["undo", "--yes"],
  ["undo", "--yes", "--only", "auth"],
  ["undo", "19990101T000000000Z-00000000", "--yes"],
  ["backup", "restore", "19990101T000000000Z-00000000", "--yes"],
  ["backup", "prune", "--keep", "6", "--dry-run"],
  ["backup", "prune", "--keep", "6", "--yes"],
];

/** A file that cannot be used, because of something right beside a secret. */
interface Spoil {
  readonly file: string;
  readonly change: (text: string) => string;
}

const SPOILT: readonly Spoil[] = [
  { file: "config.toml", change: (text) => text.replace(`"${canary("bearer")}"`, `"${canary("bearer")}`) },
  { file: "config.toml", change: (text) => `${text}\nexperimental_bearer_token = ${canary("bare")}\n` },
  {
    file: "config.toml",
    change: (text) => text.replace(/http_headers = .*/, `http_headers = "${canary("text")}"`),
  },
  {
    file: "config.toml",
    change: (text) => text.replace(/temp_env_key = "BETA.*/, `temp_env_key = ["${canary("list")}"]`),
  },
  {
    file: "config.toml",
    change: (text) => text.replace(/^model_provider.*/m, `model_provider = "${canary("id")}`),
  },
  { file: "auth.json", change: (text) => text.replace(`"${canary("key-beta")}"`, `"${canary("key-beta")}`) },
  { file: "auth.json", change: (text) => text.replace(`"${canary("key-beta")}"`, canary("key-beta")) },
  {
    file: "auth.json",
    change: (text) => text.replace(`"${canary("key-beta")}"`, `["${canary("key-beta")}"]`),
  },
  { file: "auth.json", change: () => canary("whole-file") },
  { file: "zcf-keys.json", change: () => `{"keys": ${canary("kept")}` },
];

const ASKED = [
  ["status"],
  ["switch", "beta", "--dry-run"],
  ["switch", "beta", "--yes"],
  ["undo", "--dry-run"],
];

async function plantedHome(): Promise<Driven> {
  const made = await madeHomeForTest({ providers: ["alpha"], sessions: 10 });
  await plant(made);
  return { ...made, env: { ...made.env, ...SECRET_VARIABLES } };
}

async function spoilt({ home, zcf }: Watch, { file, change }: Spoil, mode: readonly string[]): Promise<void> {
  const path = join(home.codexHome, file);
  const before = await readFile(path, "utf8").catch(() => null);
  if (before === null) return;
  const { mode: permissions } = await stat(path);
  await writeFile(path, change(before));
  for (const args of ASKED) await zcf(...args, ...mode);
  await writeFile(path, before, { mode: permissions });
}

/** What zcf set has been changed by hand: to be taken back no more. */
async function conflict({ home, zcf }: Watch, mode: readonly string[]): Promise<void> {
  await zcf("switch", "alpha", "--yes", ...mode);
  await zcf("switch", "beta", "--yes", ...mode);
  const [config, auth] = await Promise.all([readFile(home.config, "utf8"), readFile(home.auth, "utf8")]);
  await writeFile(
    home.config,
    config.replace(/^model_provider.*/m, `model_provider = "delta" # ${canary("by-hand")}`),
  );
  await writeFile(
    home.auth,
    auth.replace(/"OPENAI_API_KEY": ".*"/, `"OPENAI_API_KEY": "${canary("by-hand")}"`),
  );
  for (const args of [
    ["undo", "--dry-run"],
    ["undo", "--yes"],
    ["undo", "--yes", "--force"],
  ])
    await zcf(...args, ...mode);
  await Promise.all([writeFile(home.config, config), writeFile(home.auth, auth)]);
  await appendFile(home.config, `\n# ${canary("appended")}\n`);
  await zcf("undo", "--yes", ...mode);
}

/** Killed at several moments where it writes; what lies there until recovery is looked at too. */
async function killed({ home, zcf, files }: Watch, mode: readonly string[]): Promise<void> {
  for (const share of [0, 0.2, 0.5]) {
    await zcf("switch", "alpha", "--yes", ...mode);
    const { journalled } = await spanOf(home, zcfCommand(home, "switch", LONGER, "--yes"));
    await zcf("switch", "alpha", "--yes", ...mode);
    const command = zcfCommand(home, "switch", LONGER, "--yes");
    const phase = await killAt(home, command, { since: "journal", ms: journalled * share });
    await files(`a kill, ${phase}`);
    for (const args of [["status"], ["switch", "beta", "--dry-run"], ["recover"]])
      await zcf(...args, ...mode);
  }
}

async function backups({ zcf }: Watch, mode: readonly string[]): Promise<void> {
  await zcf("switch", "beta", "--yes", "--backup", "snapshot");
  const listed = (await zcf("history", "--json")).trimEnd().split("\n").map(parseJson);
  const ids = listed
    .filter((line) => at(line, "type") === "operation")
    .map((line) => textAt(line, "operation"));
  for (const id of ids.slice(0, 3)) {
    await zcf("backup", "restore", id, "--dry-run", ...mode);
    await zcf("backup", "restore", id, "--yes", ...mode);
    await zcf("undo", id, "--dry-run", ...mode);
  }
  await zcf("backup", "prune", "--earlier", "--dry-run", ...mode);
}
