import type { Disk } from "@zcf/core";
import { expect, test } from "vitest";
import { toy } from "../toy/toy-adapter.ts";
import { makeToyHome } from "../toy/toy-home.ts";
import { FAULT_KINDS, type FaultKind, faultMatrix } from "./fault-matrix.ts";
import type { Scenario } from "./scenario.ts";

const SCENARIO: Scenario = {
  name: "a switch",
  adapters: [toy()],
  makeHome: (home) => makeToyHome(home, 2),
  environment: ({ home }) => ({ home, platform: "linux", variables: {} }),
  request: { tools: ["toy"], target: "a-long-target-name" },
};

/** Runs one kind, and returns what it printed. */
async function run(kind: FaultKind, scenario: Partial<Scenario>): Promise<readonly string[]> {
  const printed: string[] = [];
  const tests: (() => Promise<void>)[] = [];
  const options = { kinds: [kind], all: false, print: (line: string) => printed.push(line) };
  faultMatrix((_name, play) => tests.push(play), { ...SCENARIO, ...scenario }, options);
  for (const play of tests) await play();
  return printed;
}

/** A machine on which some call does something else. */
function withCalls(change: (disk: Disk) => Partial<Disk>): Partial<Scenario> {
  return { machine: (disk) => ({ ...disk, ...change(disk) }) };
}

const done = async (): Promise<void> => {};

/** Each kind, and a machine or an expectation with which it must fail. */
const CAUGHT: Readonly<Record<FaultKind, readonly [Partial<Scenario>, RegExp]>> = {
  // Nothing is put back in time.
  deaths: [
    withCalls((disk) => ({
      writeAt: async (path, placements) => (path.includes("notes") ? done() : disk.writeAt(path, placements)),
      remove: async (path) => (path.includes(".zcf") ? done() : disk.remove(path)),
    })),
    /death .* neither side/,
  ],
  "deaths-in-recovery": [
    withCalls((disk) => ({
      remove: async (path) => (path.includes("home/") ? done() : disk.remove(path)),
    })),
    /death again .* neither side/,
  ],
  // Notes fail one by one, so that all of them together are not one set.
  failures: [{ setOf: (entry) => (/notes/.test(entry) ? "notes" : undefined) }, /notes is on neither side/],
  "lasting-failures": [
    withCalls((disk) => ({
      remove: async (path) => (path.includes("home/") ? done() : disk.remove(path)),
    })),
    /lasting ENOSPC .* not before/,
  ],
  "full-journal": [
    withCalls((disk) => ({
      remove: async (path) => (path.includes("home/") ? done() : disk.remove(path)),
    })),
    /full journal from .* not before/,
  ],
  cancellations: [
    withCalls((disk) => ({
      remove: async (path) => (path.includes("home/") ? done() : disk.remove(path)),
    })),
    /abort at .* not before/,
  ],
  // What was done before is not seen when an id is made.
  clock: [
    withCalls((disk) => ({
      names: async (path) => (path.endsWith("done") ? [] : disk.names(path)),
    })),
    /clock set back at .* counts as newer/,
  ],
};

test.each(FAULT_KINDS)("%s are caught where they do harm", { timeout: 600_000 }, async (kind) => {
  const [scenario, message] = CAUGHT[kind];
  await expect(run(kind, scenario)).rejects.toThrow(message);
});

test("the points that were tried are printed", { timeout: 600_000 }, async () => {
  expect(await run("cancellations", {})).toEqual([
    expect.stringMatching(/^a switch: \d\d points, aborted at every call$/),
  ]);
});
