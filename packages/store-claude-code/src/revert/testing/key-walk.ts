import { isSwitchError, type ProviderChange } from "@zcf/contract";
import type { Report, Request } from "@zcf/core";
import fc from "fast-check";
import { type ClaudeHome, type Files, PROFILES } from "../../testing/claude-home.ts";
import { KEYS } from "../../testing/managing.ts";
import { OFFICIAL, type Sent, sentIn, writtenIn } from "./sent-in.ts";

const IDS = ["a", "b", "c"];
const SERVERS = ["https://s1.test", "https://s2.test", "https://s3.test"];
const STORES = ["auth-token", "api-key", "helper"];

/** Two profiles, one with its key in our own file. */
export const START: Files = {
  [PROFILES]: `[claudeCode]
enabled = true
currentProfile = ""

[claudeCode.profiles.a]
name = "a"
authType = "auth_token"
apiKey = "sk-a-0123456789-0123456789"
baseUrl = "https://s1.test/x"

[claudeCode.profiles.b]
name = "b"
authType = "auth_token"
apiKey = "zcf-key-helper"
baseUrl = "https://s2.test/x"
`,
  [KEYS]: '{"format":1,"keys":{"b":"sk-b-0123456789-0123456789"}}',
};

const GIVEN: readonly (readonly [key: string, server: string])[] = [
  ["account", OFFICIAL],
  ["sk-a-0123456789-0123456789", "https://s1.test"],
  ["sk-b-0123456789-0123456789", "https://s2.test"],
];

const id = fc.constantFrom("a", "b");
const free = fc.constantFrom("b", "c");
const server = fc.constantFrom(...SERVERS);
const store = fc.constantFrom(...STORES);
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant("add" as const), id: free, server, store }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant("url" as const), id, server }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("key" as const), id }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("move" as const), id, store }) },
  fc.record({ do: fc.constant("both" as const), id, server, store }),
  fc.record({ do: fc.constant("remove" as const), id }),
  fc.record({ do: fc.constant("copy" as const), id, copyId: free, server: fc.option(server) }),
);

const others: fc.Arbitrary<Other> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("switch" as const), target: fc.constantFrom(...IDS, "official") }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("undo" as const), back: fc.nat({ max: 6 }) }) },
  fc.record({ do: fc.constant("redo" as const) }),
);

/** What is done with profiles; `back` counts operations, `redo` is the undo of the last one. */
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
  | { readonly do: "switch"; readonly target: string }
  | { readonly do: "undo"; readonly back: number }
  | { readonly do: "redo" };

interface Asked {
  readonly run: Request;
  /** Which keys are for which servers, if it works. */
  readonly gives: readonly (readonly [key: string, server: string])[];
}

const tools = ["claude-code"];

/** A home in which one thing after another is done, and what its user has given to each server by then. */
export class KeyWalk {
  readonly #home: ClaudeHome;
  readonly #given = new Set(GIVEN.map((pair) => pair.join()));
  readonly #operations: string[] = [];
  #keys = 0;

  constructor(home: ClaudeHome) {
    this.#home = home;
  }

  /** Does it, unforced. Returns what became of it: the outcome, or the code of a refusal. */
  async take(step: Step): Promise<string> {
    const asked = await this.#asked(step);
    if (asked === null) return "-";
    try {
      const { outcome, operation } = await this.#run(asked.run);
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

  async #run(request: Request): Promise<Report> {
    const switcher = await this.#home.switcher();
    return switcher.apply(await switcher.plan(request));
  }

  async #asked(step: Step): Promise<Asked | null> {
    switch (step.do) {
      case "switch":
        return { run: { tools, target: step.target }, gives: [] };
      case "redo":
        return { run: { undo: "last" }, gives: [] };
      case "undo": {
        const undo = this.#operations.at(-1 - (step.back % Math.max(1, this.#operations.length)));
        return undo === undefined ? null : { run: { undo }, gives: [] };
      }
      default: {
        const { change, gives } = await this.#edit(step);
        return { run: { tools, providers: [change] }, gives };
      }
    }
  }

  async #edit(step: Edit): Promise<{ readonly change: ProviderChange; readonly gives: Asked["gives"] }> {
    const key = `sk-${++this.#keys}-0123456789-0123456789`;
    const isPlaced = "server" in step && step.server !== null;
    const about = { id: step.id, fields: isPlaced ? { "base-url": `${step.server}/x` } : {} };
    const now = (await writtenIn(this.#home)).get(step.id);
    switch (step.do) {
      case "add":
      case "both": {
        const verb = step.do === "add" ? "add" : "edit";
        const change = { change: verb, ...about, keyStore: step.store, key } as const;
        return { change, gives: [[key, step.server]] };
      }
      // With another address goes the key that is there: its user is told.
      case "url":
        return { change: { change: "edit", ...about }, gives: now?.key ? [[now.key, step.server]] : [] };
      case "key":
        return { change: { change: "edit", ...about, key }, gives: now ? [[key, now.server]] : [] };
      case "move":
        return { change: { change: "edit", ...about, keyStore: step.store }, gives: [] };
      case "copy":
        return { change: { change: "copy", ...about, copyId: step.copyId }, gives: [] };
      case "remove":
        return { change: { change: "remove", ...about }, gives: [] };
    }
  }
}
