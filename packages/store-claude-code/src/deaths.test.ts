import { type FaultKind, faultMatrix, type Scenario, type TestFunction } from "@zcf/adapter-testkit";
import { selective } from "@zcf/backup";
import type { ProviderChange } from "@zcf/contract";
import { test as vitest } from "vitest";
import { claudeCode } from "./adapter.ts";
import { KIMI_KEY, LOCK, PROFILES, putFiles, SETTINGS, STATE, TWO_PROFILES } from "./testing/claude-home.ts";

/** Invariant 2, for every write of a switch and of its undo, and for the lock that outlives whoever made it. */
const test: TestFunction = (name, run) => vitest(name, { timeout: 1_800_000 }, run);

const FILES = {
  [PROFILES]: TWO_PROFILES,
  [SETTINGS]: '{\r\n\t"model": "opus",\r\n\t"permissions": {}\r\n}',
  [STATE]: `{"customApiKeyResponses":{"approved":[],"rejected":["${KIMI_KEY.slice(-20)}"]}}`,
};

function scenario(name: string, rest: Pick<Scenario, "request"> & Partial<Scenario>): Scenario {
  return {
    name,
    adapters: [claudeCode()],
    backups: [selective()],
    makeHome: (home) => putFiles(home, FILES),
    environment: ({ home }) => ({ home, platform: "other", variables: {} }),
    ...rest,
  };
}

/** What does not depend on what is written. */
const FIRST: readonly FaultKind[] = ["cancellations", "clock"];
const FIRST_FAILURES: readonly FaultKind[] = ["lasting-failures", "full-journal"];

const to = (target: string) => ({ tools: ["claude-code"], target });

const change = (one: ProviderChange) => ({ tools: ["claude-code"], providers: [one] });

const NEW_KEY = "sk-new-0123456789-qwertyuiop";
const ADDED: ProviderChange = {
  change: "add",
  id: "mini",
  fields: { "base-url": "https://mini.example" },
  key: NEW_KEY,
};
const EDITED: ProviderChange = {
  change: "edit",
  id: "kimi",
  fields: { "base-url": "https://new.example" },
  key: NEW_KEY,
};

const SCENARIOS: readonly Scenario[] = [
  scenario("Claude Code: a switch to a provider", { request: to("kimi") }),
  scenario("Claude Code: a switch that makes its files", {
    makeHome: (home) => putFiles(home, { [PROFILES]: TWO_PROFILES, ".claude/x": "" }),
    request: to("kimi"),
  }),
  scenario("Claude Code: a provider that is added", { request: change(ADDED) }),
  scenario("Claude Code: the provider in use that gets another address and key", {
    earlier: [to("kimi")],
    request: change(EDITED),
  }),
  scenario("Claude Code: the provider in use whose key moves to our own file", {
    earlier: [to("kimi")],
    request: change({ ...EDITED, keyStore: "helper" }),
  }),
  scenario("Claude Code: undo of a change of the provider in use", {
    earlier: [to("kimi"), change(EDITED)],
    request: ([, done]) => ({ undo: done?.operation ?? "" }),
  }),
  scenario("Claude Code: everything that can be mended", {
    makeHome: (home) => putFiles(home, { ...FILES, [SETTINGS]: '{ "model": "glm-4.6", } // mine' }),
    request: { tools: ["claude-code"], fix: "all" },
  }),
  scenario("Claude Code: undo of a switch", {
    earlier: [to("kimi")],
    request: ([done]) => ({ undo: done?.operation ?? "" }),
  }),
];

for (const [index, one] of SCENARIOS.entries()) {
  const isFirst = index === 0;
  faultMatrix(test, one, { kinds: ["deaths", "deaths-in-recovery", ...(isFirst ? FIRST : [])] });
  // A lock that cannot be removed stays until it is stale: it is no part of these comparisons.
  const ignore = (name: string): boolean => name === LOCK;
  faultMatrix(test, { ...one, ignore }, { kinds: ["failures", ...(isFirst ? FIRST_FAILURES : [])] });
}
