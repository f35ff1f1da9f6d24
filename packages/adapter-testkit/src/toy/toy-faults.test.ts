import { expect, test as vitest } from "vitest";
import { faultMatrix, type TestFunction } from "../faults/fault-matrix.ts";
import type { Asked, Scenario } from "../faults/scenario.ts";
import { readTree } from "../homes/read-tree.ts";
import { frugal } from "./testing/frugal.ts";
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

const fromBackup: Asked = ([done]) => ({ fromBackup: done?.operation ?? "" });

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
  scenario("a mode that changes alone", { request: { tools: ["toy"], fix: ["toy.loose-mode"] } }),
  scenario("a mode that changes with its file", { request: { tools: ["toy"], fix: "all" } }),
  scenario("undo of a mode that changed alone", {
    earlier: [{ tools: ["toy"], fix: ["toy.loose-mode"] }],
    request: ([done]) => ({ undo: done?.operation ?? "" }),
  }),
  scenario("undo of a mode that changed with its file", {
    earlier: [{ tools: ["toy"], fix: "all" }],
    request: ([done]) => ({ undo: done?.operation ?? "" }),
  }),
  scenario("files put back from the record of a switch", { earlier: [to("beta")], request: fromBackup }),
  scenario("files put back from copies", {
    earlier: [to("beta")],
    request: fromBackup,
    backups: [frugal],
  }),
];

for (const [index, one] of SCENARIOS.entries()) {
  // Of the switches every call of every recovery, always; of the rest a share.
  faultMatrix(test, one, { recoverySample: index < 2 ? 1 : 12 });
}

faultMatrix(test, scenario("a switch, in every way that the system can refuse", { request: to("beta") }), {
  kinds: ["failures"],
  all: true,
});

faultMatrix(
  test,
  scenario("a switch that copies, and drops its secrets", {
    request: to("beta"),
    backups: [frugal],
    inspect: async ({ state }) => expect(await filesHolding(state, "toy-key-0123456789")).toEqual([]),
  }),
  { kinds: ["deaths", "failures"] },
);

/** Files of a tree that hold a text, also as base64 (at the beginning of an encoded value). */
async function filesHolding(root: string, text: string): Promise<readonly string[]> {
  const encoded = Buffer.from(text).toString("base64").slice(0, -4);
  return [...(await readTree(root))].flatMap(([name, { content }]) => {
    const plain = Buffer.from(content, "base64").toString("latin1");
    return plain.includes(text) || plain.includes(encoded) ? [name] : [];
  });
}
