import { faultMatrix, type TestFunction } from "../faults/fault-matrix.ts";
import { printLine } from "../faults/print-line.ts";
import { absent } from "./absent.ts";
import { type AdapterOptions, requestFor } from "./adapter-options.ts";
import { converges } from "./converges.ts";
import { discreet } from "./discreet.ts";
import { guards } from "./guards.ts";
import { inverts } from "./inverts.ts";
import type { Law, LawName } from "./law.ts";
import { lawful } from "./lawful.ts";
import { minimal } from "./minimal.ts";
import { pure } from "./pure.ts";
import { scales } from "./scales.ts";
import { scoped } from "./scoped.ts";
import { shares } from "./shares.ts";
import { survives } from "./survives.ts";

export const LAWS: Readonly<Record<LawName, Law>> = {
  pure,
  lawful,
  converges,
  inverts,
  minimal,
  guards,
  survives,
  shares,
  scales,
  discreet,
  scoped,
  absent,
};

export interface TestAdapterOptions extends AdapterOptions {
  /** Laws to leave off, each with a reason, which is printed. `dies` is the fault matrix. */
  readonly off?: Readonly<Partial<Record<LawName | "dies", string>>>;
  /** Hears what is left off; printed when left out. */
  readonly print?: (line: string) => void;
}

/**
 * A test for each law, and the fault matrix (`dies`) for each goal in each home.
 *
 * `test` is the caller's own: vitest's, node:test's, or any other that takes a name and a function. Both take minutes.
 */
export function testAdapter(test: TestFunction, options: TestAdapterOptions): void {
  const { adapter, off = {}, print = printLine } = options;
  for (const [name, { says, check }] of Object.entries(LAWS)) {
    const reason = off[name as LawName];
    if (reason === undefined) test(`${adapter.id}: ${name}: ${says}`, () => check(options));
    else print(`${adapter.id}: the law "${name}" is left off: ${reason}`);
  }
  if (off.dies === undefined) dies(test, options);
  else print(`${adapter.id}: the law "dies" is left off: ${off.dies}`);
}

function dies(test: TestFunction, options: TestAdapterOptions): void {
  const { adapter, environment, ignore, decode, faults = {} } = options;
  for (const [variant, makeHome] of Object.entries(options.homes)) {
    for (const goal of options.goals) {
      const name = `${adapter.id}: dies: ${JSON.stringify(goal)} in the home "${variant}"`;
      const scenario = {
        name,
        adapters: [adapter],
        environment,
        makeHome,
        request: requestFor(adapter, goal),
        ...(ignore === undefined ? {} : { ignore }),
        ...(decode === undefined ? {} : { decode }),
      };
      faultMatrix(test, scenario, faults);
    }
  }
}
