import { env } from "node:process";
import { cancelEverywhere } from "./cancellations.ts";
import { setClockBackEverywhere } from "./clock.ts";
import { dieEverywhere } from "./deaths.ts";
import { dieInRecovery } from "./deaths-in-recovery.ts";
import { failEverywhere, failJournal, failLastingly } from "./failures.ts";
import { printLine } from "./print-line.ts";
import type { Scenario } from "./scenario.ts";
import { type Rehearsed, rehearse } from "./stage.ts";

/** The caller's own: vitest's, node:test's, or any other. A matrix takes minutes, so it should set no short limit. */
export type TestFunction = (name: string, run: () => Promise<void>) => unknown;

export type FaultKind =
  | "deaths"
  | "deaths-in-recovery"
  | "failures"
  | "lasting-failures"
  | "full-journal"
  | "cancellations"
  | "clock";

export interface FaultMatrixOptions {
  /** All kinds when left out. */
  readonly kinds?: readonly FaultKind[];
  /**
   * Every point of the product, minutes for each scenario; otherwise a sample, which each kind documents. As the
   * environment variable `ZCF_FAULTS` says (`all`) when left out.
   */
  readonly all?: boolean;
  /** Without `all`: which share of the calls of recoveries is tried, one in so many; 12 when left out. */
  readonly recoverySample?: number;
  /** Hears how many points each kind had; printed when left out. */
  readonly print?: (line: string) => void;
}

/** A test for each kind of fault: whatever goes wrong wherever, the home is as before or as after, set by set. */
export function faultMatrix(test: TestFunction, scenario: Scenario, options: FaultMatrixOptions = {}): void {
  const { print = printLine, all = env["ZCF_FAULTS"] === "all" } = options;
  const depth = { all, recoverySample: all ? 1 : (options.recoverySample ?? 12) };
  for (const kind of options.kinds ?? FAULT_KINDS) {
    const { title, run } = KINDS[kind];
    test(`${scenario.name}: ${title}`, async () => {
      const points = await rehearse(scenario, (rehearsed) => run(rehearsed, depth));
      print(`${scenario.name}: ${points} points, ${title}`);
    });
  }
}

interface Depth {
  readonly all: boolean;
  readonly recoverySample: number;
}

interface Kind {
  readonly title: string;
  /** Returns how many points it tried. */
  readonly run: (rehearsed: Rehearsed, depth: Depth) => Promise<number>;
}

const KINDS: Readonly<Record<FaultKind, Kind>> = {
  deaths: { title: "killed before, in and after every call", run: dieEverywhere },
  "deaths-in-recovery": {
    title: "killed, and killed again in the recovery",
    run: (rehearsed, { all, recoverySample }) => dieInRecovery(rehearsed, { all, every: recoverySample }),
  },
  failures: {
    title: "a system error at every call",
    run: (rehearsed, { all }) => failEverywhere(rehearsed, all),
  },
  "lasting-failures": {
    title: "a full or read-only disk from every call on",
    run: (rehearsed, { all }) => failLastingly(rehearsed, all),
  },
  "full-journal": { title: "no room for our own state from every call on", run: failJournal },
  cancellations: { title: "aborted at every call", run: cancelEverywhere },
  clock: { title: "the clock set back at every call", run: setClockBackEverywhere },
};

export const FAULT_KINDS: readonly FaultKind[] = Object.keys(KINDS) as readonly FaultKind[];
