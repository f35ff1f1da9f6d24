import { runMeasured } from "../measure/run-measured.ts";
import { Series } from "../measure/series.ts";
import type { BenchHome } from "./bench-home.ts";
import { BARE, type Step } from "./steps.ts";

export interface Measuring {
  readonly steps: readonly Step[];
  readonly place: BenchHome;
  readonly rounds: number;
  /** After each round. */
  readonly onRound: (done: number) => void;
}

/**
 * Runs all steps on a fresh home, `rounds` times. Beside each step runs a bare Node, before it in one round and after
 * it in the next, so that a slow moment of the machine hits both alike.
 */
export function measure({ steps, place, rounds, onRound }: Measuring): Series {
  const series = new Series();
  for (let round = 0; round < rounds; round += 1) {
    place.renew();
    for (const step of steps)
      for (const each of round % 2 === 0 ? [BARE, step] : [step, BARE]) runStep(each, place, series);
    onRound(round + 1);
  }
  return series;
}

function runStep(step: Step, { environment }: BenchHome, series: Series): void {
  const outcome = runMeasured(step.args, environment);
  const complaint = step.complaint(outcome);
  if (complaint !== null) throw new Error(`${step.name}: ${complaint}`);
  series.add(step.name, outcome.cost);
}
