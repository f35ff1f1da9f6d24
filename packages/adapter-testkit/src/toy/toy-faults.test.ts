import { test as vitest } from "vitest";
import { faultMatrix, type TestFunction } from "../faults/fault-matrix.ts";
import type { Scenario } from "../faults/scenario.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome } from "./toy-home.ts";

/** Invariant 2 for every kind of edit that there is. */
const test: TestFunction = (name, run) => vitest(name, { timeout: 1_800_000 }, run);

function scenario(name: string, rest: Pick<Scenario, "request"> & Partial<Scenario>): Scenario {
  return {
    name,
    adapters: [toy()],
    makeHome: (home) => makeToyHome(home, 3),
    environment: ({ home }) => ({ home, platform: "linux", variables: {} }),
    ...rest,
  };
}

const to = (target: string) => ({ tools: ["toy"], target });

const SCENARIOS: readonly Scenario[] = [
  scenario("a switch that writes in place and makes a file", { request: to("beta") }),
  scenario("a switch that grows", { request: to("a-long-target-name") }),
  scenario("a switch that removes a file", { earlier: [to("beta")], request: to("alpha") }),
  scenario("undo of a switch that wrote in place", {
    earlier: [to("beta")],
    request: ([done]) => ({ undo: done?.operation ?? "" }),
  }),
  scenario("undo of a switch that grew", {
    earlier: [to("a-long-target-name")],
    request: ([done]) => ({ undo: done?.operation ?? "" }),
  }),
];

for (const [index, one] of SCENARIOS.entries()) {
  // Of the switches every call of every recovery, always; of the rest a share.
  faultMatrix(test, one, { recoverySample: index < 2 ? 1 : 8 });
}
