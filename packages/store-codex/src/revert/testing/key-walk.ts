import { isSwitchError, type SessionsMode } from "@zcf/contract";
import { tomlAt } from "@zcf/formats";
import fc from "fast-check";
import type { Change, ProviderHome } from "../../manage/testing/provider-home.ts";
import { OFFICIAL, originOf, type Sent, sentIn, tableIn } from "./sent-in.ts";

const IDS = ["a", "b", "c", "d"];
const SERVERS = ["https://s1.test", "https://s2.test", "https://s3.test"];
const SHARED = "zcf";
const STORES = ["bearer", "auth-json", "command", "env", "none"];
const MODES: readonly SessionsMode[] = ["sync", "shared", "off"];

/** One that asks for its key, one with an entry of `auth.json`, and one whose key waits in our own file. */
export const START: Readonly<Record<string, string>> = {
  "config.toml": `[model_providers.a]
name = "a"
base_url = "https://s1.test/v1"
auth = { command = "zcf", args = ["key", "codex/a"] }

[model_providers.b]
name = "b"
base_url = "https://s2.test/v1"
requires_openai_auth = true
temp_env_key = "KEY_B"

[model_providers.c]
name = "c"
base_url = "https://s3.test/v1"
requires_openai_auth = true
`,
  "auth.json": '{"OPENAI_API_KEY":"sk-official","KEY_B":"sk-b"}',
  "zcf-keys.json": JSON.stringify({
    format: 2,
    keys: { c: "sk-c" },
    entries: {},
    providers: {},
    commands: { a: "sk-a" },
  }),
};

const GIVEN: readonly (readonly [key: string, server: string])[] = [
  ["sk-official", OFFICIAL],
  ["sk-a", "https://s1.test"],
  ["sk-b", "https://s2.test"],
  ["sk-c", "https://s3.test"],
];

const id = fc.constantFrom("a", "b", "c");
const free = fc.constantFrom("a", "d");
const server = fc.constantFrom(...SERVERS);
const store = fc.constantFrom(...STORES);
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant("add" as const), id: free, server, store }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("url" as const), id, server }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("key" as const), id }) },
  fc.record({ do: fc.constant("move" as const), id, store }),
  fc.record({ do: fc.constant("both" as const), id, server, store }),
  fc.record({ do: fc.constant("remove" as const), id }),
  fc.record({ do: fc.constant("copy" as const), id, copyId: free, server: fc.option(server) }),
);

const target = fc.constantFrom(...IDS, "official");
const others: fc.Arbitrary<Other> = fc.oneof(
  fc.record({ do: fc.constant("switch" as const), target, sessions: fc.constantFrom(...MODES) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("undo" as const), back: fc.nat({ max: 6 }) }) },
  fc.record({ do: fc.constant("redo" as const) }),
);

/** What is done with providers; `back` counts operations, `redo` is the undo of the last one. */
export const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: edits },
  { weight: 2, arbitrary: others },
);
export type Step = Edit | Other;

type Edit = { readonly id: string } & (
  | { readonly do: "add" | "both"; readonly server: string; readonly store: string }
  | { readonly do: "url"; readonly server: string }
  | { readonly do: "key" | "remove" }
  | { readonly do: "move"; readonly store: string }
  | { readonly do: "copy"; readonly copyId: string; readonly server: string | null }
);

type Other =
  | { readonly do: "switch"; readonly target: string; readonly sessions: SessionsMode }
  | { readonly do: "undo"; readonly back: number }
  | { readonly do: "redo" };

interface Asked {
  readonly run: Parameters<ProviderHome["run"]>[0];
  /** Which keys are for which servers, if it works. */
  readonly gives: readonly (readonly [key: string, server: string])[];
}

/** A home in which one thing after another is done, and what its user has given to each server by then. */
export class KeyWalk {
  readonly #home: ProviderHome;
  readonly #given = new Set(GIVEN.map((pair) => pair.join()));
  readonly #operations: string[] = [];
  #keys = 0;

  constructor(home: ProviderHome) {
    this.#home = home;
  }

  /** Does it, unforced. Returns what became of it: the outcome, or the code of a refusal. */
  async take(step: Step): Promise<string> {
    const asked = await this.#asked(step);
    if (asked === null) return "-";
    try {
      const { outcome, operation } = await this.#home.run(asked.run);
      if (operation !== null) this.#operations.push(operation);
      for (const pair of asked.gives) this.#given.add(pair.join());
      return outcome;
    } catch (error) {
      if (!isSwitchError(error) || error.kind === "internal" || error.kind === "unfinished") throw error;
      return error.code;
    }
  }

  /** Keys that would go to a server for which nobody gave them. */
  async strays(): Promise<readonly Sent[]> {
    return (await sentIn(this.#home)).filter(([, key, where]) => !this.#given.has([key, where].join()));
  }

  async #asked(step: Step): Promise<Asked | null> {
    switch (step.do) {
      case "switch":
        return { run: { target: step.target, sessions: step.sessions }, gives: [] };
      case "redo":
        return { run: { undo: "last" }, gives: [] };
      case "undo": {
        const undo = this.#operations.at(-1 - (step.back % Math.max(1, this.#operations.length)));
        return undo === undefined ? null : { run: { undo }, gives: [] };
      }
      default: {
        const { change, gives } = await this.#edit(step);
        return { run: { providers: [{ fields: {}, ...change }] }, gives };
      }
    }
  }

  async #edit(step: Edit): Promise<{ readonly change: Change; readonly gives: Asked["gives"] }> {
    const key = `sk-${++this.#keys}`;
    const about = { id: step.id, ...("server" in step && step.server !== null ? urlOf(step.server) : {}) };
    switch (step.do) {
      case "add":
      case "both": {
        const change = {
          change: step.do === "add" ? "add" : "edit",
          ...about,
          ...keyIn(step.store, key),
        } as const;
        return { change, gives: [[step.store === "env" ? "$VAR" : key, step.server]] };
      }
      case "url":
        return { change: { change: "edit", ...about }, gives: await this.#alongTo(step) };
      case "key":
        return { change: { change: "edit", ...about, key }, gives: await this.#toItsServer(step.id, key) };
      case "move": {
        const name = step.store === "env" ? { key: "VAR" } : {};
        const change = { change: "edit", ...about, keyStore: step.store, ...name } as const;
        return { change, gives: await this.#toItsServer(step.id, "$VAR") };
      }
      case "copy":
        return { change: { change: "copy", ...about, copyId: step.copyId }, gives: [] };
      case "remove":
        return { change: { change: "remove", ...about }, gives: [] };
    }
  }

  /** With another address goes the key that is there: its user is told. */
  async #alongTo(to: { readonly id: string; readonly server: string }): Promise<Asked["gives"]> {
    const own = await tableIn(this.#home, to.id);
    const shared = await tableIn(this.#home, SHARED);
    // It stands for the one in use, and follows it.
    const isShared = own !== null && shared !== null && own["name"] === shared["name"];
    const ids = [to.id, ...(isShared ? [SHARED] : [])];
    return (await sentIn(this.#home))
      .filter(([provider]) => ids.includes(provider))
      .map(([, key]) => [key, to.server]);
  }

  async #toItsServer(provider: string, key: string): Promise<Asked["gives"]> {
    const table = await tableIn(this.#home, provider);
    if (table === null) return [];
    const isVariable = typeof tomlAt(table, "env_key") === "string" && !key.startsWith("$");
    return [[isVariable ? `$${key}` : key, originOf(table)]];
  }
}

function urlOf(origin: string): Required<Pick<Change, "fields">> {
  return { fields: { "base-url": `${origin}/v1` } };
}

function keyIn(keyStore: string, key: string): Pick<Change, "keyStore" | "key"> {
  if (keyStore === "none") return { keyStore };
  return { keyStore, key: keyStore === "env" ? "VAR" : key };
}
