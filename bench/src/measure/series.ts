import type { Cost } from "./run-measured.ts";

/** The costs of everything that was run under one name. */
export class Series {
  readonly #costs = new Map<string, Cost[]>();

  add(name: string, cost: Cost): void {
    const costs = this.#costs.get(name);
    if (costs === undefined) this.#costs.set(name, [cost]);
    else costs.push(cost);
  }

  summaries(): ReadonlyMap<string, Summary> {
    return new Map([...this.#costs].map(([name, costs]) => [name, summarise(costs)]));
  }
}

/** Medians. */
export interface Summary extends Cost {
  readonly runs: number;
  /** The wall time of the run that was disturbed least. */
  readonly fastestMs: number;
}

function summarise(costs: readonly Cost[]): Summary {
  const walls = costs.map(({ wallMs }) => wallMs);
  return {
    runs: costs.length,
    wallMs: median(walls),
    fastestMs: Math.min(...walls),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    peakMiB: median(costs.map(({ peakMiB }) => peakMiB)),
  };
}

/** Of an even number: the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [Math.floor, Math.ceil].map((round) => sorted[round((sorted.length - 1) / 2)]);
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
