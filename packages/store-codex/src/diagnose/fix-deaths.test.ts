import { faultMatrix, type Scenario } from "@zcf/adapter-testkit";
import { codexScenario, longTest } from "../testing/deaths-scenario.ts";
import { makeSick } from "./testing/all-sick.ts";

/** Invariant 2 where one fix changes config, keys, modes and sessions together. */
const FIX = { tools: ["codex"], fix: "all" } as const;

const common: Pick<Scenario, "makeHome" | "setOf"> = {
  makeHome: makeSick,
  setOf: (entry) => (["config.toml", "auth.json", "zcf-keys.json"].includes(entry) ? "required" : undefined),
};

faultMatrix(longTest, codexScenario("a fix of everything", { ...common, request: FIX }));

faultMatrix(
  longTest,
  codexScenario("undo of a fix of everything", {
    ...common,
    earlier: [FIX],
    request: ([done]) => ({ undo: done?.operation ?? "", force: true }),
  }),
);
