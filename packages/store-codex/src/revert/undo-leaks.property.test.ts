import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Death, faultyDisk, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { isSwitchError, type SessionsMode } from "@zcf/contract";
import { createSwitcher, type Disk, nodeDisk, type Request } from "@zcf/core";
import { isTomlTable, readToml, type TomlTable, tomlAt } from "@zcf/formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { codex } from "../adapter.ts";
import { configOf } from "./testing/undo-home.ts";

/** Whatever is switched, undone, redone, or dies in between, unforced: no server gets what was not given for it, and no key is gone. */
const OPENAI = "openai";
/** What each server may get. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  "http://alpha.test/v1": ["sk-own-alpha"],
  "http://beta.test/v1": ["sk-own-beta"],
  "http://kept.test/v1": ["sk-kept"],
  "http://other.test/v1": ["sk-other"],
  "http://plain.test/v1": ["sk-plain"],
  [OPENAI]: ["account", "sk-official", "sk-official-2"],
};
const TARGETS = ["official", "alpha", "beta", "kept", "other", "plain"];
const MODES: readonly SessionsMode[] = ["sync", "off", "shared"];

const TOKENS = { id_token: "eyJ.id", access_token: "eyJ.access", refresh_token: "rt-1", account_id: "acc" };
const LOGIN = { auth_mode: "chatgpt", OPENAI_API_KEY: null, tokens: TOKENS };
const ENTRIES = { KEPT_KEY: "sk-kept", OTHER_KEY: "sk-other" };
type Auth = Readonly<Record<string, unknown>>;

const STARTS: readonly (readonly [root: readonly string[], auth: Auth])[] = [
  [[], { ...LOGIN, ...ENTRIES }],
  [[], { ...ENTRIES, OPENAI_API_KEY: "sk-official" }],
  [[], { ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-official", tokens: TOKENS }],
  [["model_provider = 'plain'"], { ...ENTRIES, OPENAI_API_KEY: "sk-plain" }],
  [["model_provider = 'plain'"], { ...LOGIN, ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-plain" }],
  [["model_provider = 'kept'"], { ...LOGIN, ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-kept" }],
];

/** What the user does with Codex itself; the logins while its own service is in use. */
const ACTS: Readonly<Record<string, (auth: Auth | null) => Auth | null>> = {
  refresh: (auth) => {
    if (auth?.["tokens"] === undefined) return auth;
    const { auth_mode, OPENAI_API_KEY } = auth;
    const kept = auth_mode === undefined ? { OPENAI_API_KEY } : { auth_mode, OPENAI_API_KEY };
    return { ...kept, tokens: { ...TOKENS, access_token: "eyJ.new" } };
  },
  entries: (auth) => ({ ...auth, ...ENTRIES }),
  login: () => LOGIN,
  key: () => ({ auth_mode: "apikey", OPENAI_API_KEY: "sk-official-2" }),
  logout: () => null,
};
const LOGINS = ["login", "key"];

const switches = fc.record({ target: fc.constantFrom(...TARGETS), sessions: fc.constantFrom(...MODES) });
const steps = fc.oneof(
  { weight: 2, arbitrary: switches },
  fc.record({ undo: fc.constant("last") }),
  fc.record({
    undo: fc.nat({ max: 2 }),
    only: fc.constantFrom<readonly string[]>(["config"], ["auth"], ["config", "auth"]),
  }),
  fc.record({ act: fc.constantFrom(...Object.keys(ACTS)) }),
);
type Step =
  | { readonly target: string; readonly sessions: SessionsMode }
  | { readonly undo: string | number; readonly only?: readonly string[] }
  | { readonly act: string };

const cases = fc.record({
  start: fc.constantFrom(...STARTS),
  first: switches,
  steps: fc.array(fc.record({ step: steps, dies: fc.option(fc.nat({ max: 60 }), { freq: 3 }) }), {
    minLength: 5,
    maxLength: 14,
  }),
});

class Home {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  path(name: string): string {
    return join(this.#root, "home", name);
  }

  switcher(disk: Disk) {
    return createSwitcher({
      adapters: [codex()],
      environment: { home: this.#root, platform: "linux", variables: { CODEX_HOME: this.path("") } },
      stateHome: join(this.#root, "zcf"),
      disk,
    });
  }

  async read(name: string): Promise<string | null> {
    return readFile(this.path(name), "utf8").catch(() => null);
  }

  async auth(): Promise<Auth | null> {
    const text = await this.read("auth.json");
    return text === null ? null : (JSON.parse(text) as Auth);
  }

  async provider(): Promise<TomlTable | null> {
    const { data } = readToml(Buffer.from((await this.read("config.toml")) ?? ""));
    const id = tomlAt(data, "model_provider");
    const table = typeof id === "string" ? tomlAt(data, "model_providers", id) : undefined;
    return isTomlTable(table) ? table : null;
  }
}

/** What Codex would send, and where; as the files say it, not as we would read them. */
async function delivery(home: Home): Promise<readonly [server: string, credential: string] | null> {
  const [table, auth] = [(await home.provider()) ?? {}, await home.auth()];
  const server = typeof table["base_url"] === "string" ? table["base_url"] : OPENAI;
  const own = table["experimental_bearer_token"];
  if (typeof own === "string") return [server, own];
  const key = auth?.["OPENAI_API_KEY"];
  const mode = auth?.["auth_mode"];
  const usesKey = mode === "apikey" || (mode === undefined && typeof key === "string");
  if (usesKey) return typeof key === "string" ? [server, key] : null;
  return auth?.["tokens"] === undefined ? null : [server, "account"];
}

async function act(home: Home, name: string): Promise<void> {
  if (
    LOGINS.includes(name) &&
    (await home.provider()) !== null &&
    (await home.provider())?.["name"] !== "OpenAI"
  )
    return;
  const next = ACTS[name]?.(await home.auth()) ?? null;
  if (next === null) await rm(home.path("auth.json"), { force: true });
  else await writeFile(home.path("auth.json"), JSON.stringify(next, null, 2));
}

async function requestOf(
  home: Home,
  disk: Disk,
  step: Exclude<Step, { act: string }>,
): Promise<Request | null> {
  const tools = ["codex"];
  if ("target" in step) return { tools, ...step };
  if (typeof step.undo === "string") return { tools, undo: step.undo };
  const ids: string[] = [];
  for await (const { id } of home.switcher(disk).history()) ids.push(id);
  const id = ids[step.undo];
  return id === undefined
    ? null
    : { tools, undo: id, ...(step.only === undefined ? {} : { only: step.only }) };
}

function isDeath(error: unknown): boolean {
  return (
    error instanceof Death || (error instanceof Error && error.cause !== undefined && isDeath(error.cause))
  );
}

/** A refusal changes nothing, and a death is recovered from. */
async function run(
  home: Home,
  real: Disk,
  step: Exclude<Step, { act: string }>,
  dies: number | null,
): Promise<string> {
  const request = await requestOf(home, real, step);
  if (request === null) return "-";
  const fault = dies === null ? null : ({ call: dies, moment: "after", failure: "death" } as const);
  const { disk } = faultyDisk(real, fault);
  try {
    const switcher = home.switcher(disk);
    const { outcome } = await switcher.apply(await switcher.plan(request));
    return outcome;
  } catch (error) {
    if (isDeath(error)) {
      await home.switcher(real).recover();
      return "died";
    }
    if (!isSwitchError(error) || error.kind === "internal" || error.kind === "unfinished") throw error;
    return error.code;
  }
}

async function keysIn(home: Home): Promise<readonly string[]> {
  const text = [await home.read("auth.json"), await home.read("zcf-keys.json")].join("\n");
  return [...new Set([...text.matchAll(/sk-[\w-]+|eyJ\.\w+/g)].map(([key]) => key))];
}

type Case = { readonly step: Step; readonly dies: number | null };

/** Does them one by one; whatever changes what is sent has to be right. Returns what became of each. */
async function runAll(home: Home, real: Disk, cases: readonly Case[]): Promise<readonly string[]> {
  const outcomes: string[] = [];
  const givenUp = new Set<string>();
  for (const { step, dies } of cases) {
    const had = await keysIn(home);
    if ("act" in step) {
      await act(home, step.act);
      const left = await keysIn(home);
      // What the user throws away, with a logout say, is not ours to keep; a redo may bring it back for a while.
      had.filter((key) => !left.includes(key)).forEach((key) => givenUp.add(key));
      continue;
    }
    const before = await delivery(home);
    const outcome = await run(home, real, step, dies);
    outcomes.push(`${"undo" in step ? "undo" : "switch"} ${outcome}`);
    const [after, has] = [await delivery(home), await keysIn(home)];
    for (const key of had.filter((one) => !givenUp.has(one)))
      expect(has, `${JSON.stringify(step)}: ${outcome}`).toContain(key);
    if (after === null || JSON.stringify(before) === JSON.stringify(after)) continue;
    expect(GIVEN[after[0]], `${JSON.stringify(step)}: ${outcome}`).toContain(after[1]);
  }
  return outcomes;
}

test("unforced, no credential goes where it was not given for, and none is lost", {
  timeout: 120_000,
}, async () => {
  const real = await nodeDisk();
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(cases, async ({ start: [root, auth], first, steps: others }) =>
      withTemporaryDirectory(async (directory) => {
        const home = new Home(directory);
        await mkdir(home.path(""), { recursive: true });
        await writeFile(home.path("config.toml"), configOf(...root));
        await writeFile(home.path("auth.json"), JSON.stringify(auth, null, 2));
        const all = [{ step: first, dies: null }, ...others];
        for (const outcome of await runAll(home, real, all)) seen.add(outcome);
      }),
    ),
    { numRuns: 40 },
  );
  expect([...seen]).toEqual(expect.arrayContaining(["switch applied", "undo applied", "undo died"]));
});
