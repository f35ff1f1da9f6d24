import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import { describe, expect, test } from "vitest";
import { printed } from "../src/child.ts";
import type { CodexHome } from "../src/codex-home.ts";
import { debris, debrisOfDead } from "../src/debris.ts";
import { expectExit } from "../src/expectations.ts";
import { threadWith } from "../src/family.ts";
import { type HomeState, homeState } from "../src/home-state.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { parseJson } from "../src/json.ts";
import { killAt, type Moment, type Phase, type Span, spanOf } from "../src/killing.ts";
import { everyLayout } from "../src/layouts.ts";
import { rolloutFiles, rolloutOf } from "../src/rollouts.ts";
import { type Seeded, seeded, seedOfRun } from "../src/seeded.ts";
import { activeIn, mixture } from "../src/sides.ts";
import { snapshot } from "../src/snapshot.ts";
import { CODEX_VERSIONS, traitsOf } from "../src/versions.ts";
import { zcf, zcfCommand, zcfRecover } from "../src/zcf.ts";

const FIRST = "alpha";
// From short to long, so that files grow as well as change in place; back and forth again.
const PROVIDERS = [FIRST, "beta", "a_longer_provider", `an_even_${"longer_".repeat(6)}provider`];
const THREADS = 24;
const KILLS = 100;
// Some 45 s on two idle cores.
const TIMEOUT_MS = 600_000;
// Now and then everything is as at first again, so that files can grow again.
const ROUNDS_OF_A_LIFE = 12;
const SEED = seedOfRun();

describe.each(CODEX_VERSIONS)("codex %s: SIGKILL at random times", (version) => {
  test(`${KILLS} times: config and key, and each session, are on one side or the other`, {
    timeout: TIMEOUT_MS,
  }, async () => {
    const random = seeded(SEED);
    const home = await homeWithSessions(version);
    const putBack = await snapshot(home);
    const spans = await measured(home);
    const tally = new Map<string, number>();
    for (let kill = 1; kill <= KILLS; kill++) {
      if (kill % ROUNDS_OF_A_LIFE === 0) await newLife(home, putBack);
      const round = { home, random, spans, name: `seed ${SEED}, codex ${version}, kill ${kill}` };
      for (const counted of await killedOnce(round)) tally.set(counted, (tally.get(counted) ?? 0) + 1);
    }
    console.info(`codex ${version}, ZCF_CONFORMANCE_SEED=${SEED}:`, Object.fromEntries(tally));
    for (const phase of MET) expect(tally.get(phase)).toBeGreaterThan(0);
    await newLife(home, putBack);
  });
});

/** What nobody kills ends with everything on one provider, and with nothing left over; then all is as at first again. */
async function newLife(home: CodexHome, putBack: () => Promise<void>): Promise<void> {
  const active = activeIn(await homeState(home));
  const target = PROVIDERS.find((id) => id !== active) ?? "";
  expectExit(await zcf(home, "switch", target, "--yes", "--strict"), 0);
  const { providers } = await homeState(home);
  expect(new Set(Object.values(providers).flat())).toEqual(new Set([target]));
  expect(await debris(home)).toEqual([]);
  await putBack();
}

/** A loop that does not meet these says nothing. */
const MET: readonly Phase[] = ["before its journal", "moving sessions"];

/** Threads in every layout the version has, archived ones among them, one file compressed. */
async function homeWithSessions(version: string): Promise<CodexHome> {
  const home = await codexHomeForTest({ version, providers: PROVIDERS });
  if (traitsOf(version).serverHistory === "paginated") await everyLayout(home);
  const server = await home.appServer();
  const ids: string[] = [];
  for (let number = 0; number < THREADS; number++)
    ids.push((await threadWith(server, [`question ${number}`])).id);
  await server.close();
  for (const id of ids.slice(0, 2)) expectExit(await home.codex("archive", id), 0);
  await compress(home, ids[2] ?? "");
  return home;
}

async function compress(home: CodexHome, id: string): Promise<void> {
  const file = join(home.codexHome, await rolloutOf(home.codexHome, id));
  await writeFile(`${file}.zst`, await promisify(zstdCompress)(await readFile(file)), { mode: 0o600 });
  await rm(file);
}

interface Spans {
  readonly switch: Span;
  readonly recover: Span;
}

async function measured(home: CodexHome): Promise<Spans> {
  const longest = PROVIDERS.at(-1) ?? "";
  const spans = {
    switch: await spanOf(home, zcfCommand(home, ...switchTo(longest))),
    recover: await spanOf(home, zcfCommand(home, "recover")),
  };
  console.info(`${(await rolloutFiles(home.codexHome)).length} session files;`, spans);
  return spans;
}

function switchTo(target: string): readonly string[] {
  return ["switch", target, "--yes"];
}

interface Round {
  readonly home: CodexHome;
  readonly random: Seeded;
  readonly spans: Spans;
  readonly name: string;
}

/** One command killed, recovered and looked at; tells what to count. */
async function killedOnce(round: Round): Promise<readonly string[]> {
  const { home, random, spans, name } = round;
  const before = await homeState(home);
  const { args, to } = random.pick(COMMANDS)(random, before);
  const phase = await killAt(home, zcfCommand(home, ...args), momentIn(random, spans.switch));
  const recoveries = await recovered(round);
  const after = await homeState(home);
  expect(mixture(before, after, to), `${name}: ${args.join(" ")}, ${phase}`).toEqual([]);
  expect(await debrisOfDead(home), `${name}: ${args.join(" ")}, ${phase}`).toEqual([]);
  await expectStatus(home);
  return [phase, `${args[0]}`, ...Array<string>(recoveries).fill("recoveries killed")];
}

/** A command, and every provider that it may move something to. */
interface Killed {
  readonly args: readonly string[];
  readonly to: readonly string[];
}

type Choice = (random: Seeded, before: HomeState) => Killed;

const COMMANDS: readonly Choice[] = [
  switching,
  switching,
  switching,
  (_, before) => ({ args: ["sessions", "sync", "--yes"], to: [activeIn(before)] }),
  (random) => syncing(random.pick(PROVIDERS)),
  () => ({ args: ["sessions", "restore", "--yes"], to: [FIRST] }),
  () => ({ args: ["undo", "--yes"], to: PROVIDERS }),
  () => ({ args: ["backup", "prune", "--keep", "2", "--yes"], to: [] }),
  () => ({ args: ["undo", "--yes"], to: PROVIDERS }),
];

function switching(random: Seeded, before: HomeState): Killed {
  const target = random.pick(PROVIDERS.filter((id) => id !== activeIn(before)));
  return { args: switchTo(target), to: [target] };
}

function syncing(target: string): Killed {
  return { args: ["sessions", "sync", "--to", target, "--yes"], to: [target] };
}

/** Anywhere in a run, anywhere where it writes, and where it writes what must be there as a whole. */
function momentIn(random: Seeded, { whole, journalled }: Span): Moment {
  return random.pick<Moment>([
    { since: "start", ms: random.between(0, whole * 1.1) },
    { since: "journal", ms: random.between(0, journalled * 1.1) },
    { since: "journal", ms: random.between(0, journalled * 0.3) },
  ]);
}

/** Recovers, killed up to twice on the way; tells how often. */
async function recovered({ home, random, spans, name }: Round): Promise<number> {
  const times = random.pick([0, 0, 1, 2]);
  for (let kill = 0; kill < times; kill++) {
    const ms = random.between(spans.recover.whole * 0.5, spans.recover.whole * 2);
    await killAt(home, zcfCommand(home, "recover"), { since: "start", ms });
  }
  const ended = await zcfRecover(home);
  expect(ended.code, `${name}: recover\n${printed(ended)}`).toBe(0);
  return times;
}

async function expectStatus(home: CodexHome): Promise<void> {
  const status = await zcf(home, "status", "--json");
  expectExit(status, 0);
  for (const line of status.stdout.trimEnd().split("\n")) expect(parseJson(line)).toMatchObject({ v: 1 });
}
