import assert from "node:assert/strict";
import { isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { requireSame } from "./compare.ts";
import { dataOf } from "./drain.ts";
import type { Law } from "./law.ts";
import { eachCase, type Play } from "./play.ts";

export const pure: Law = {
  says: "the same home gives the same plan, at any time and whatever the dice say, and planning writes nothing",
  check: (options) =>
    eachCase(options, async ({ play, request, operation }) => {
      const before = await everything(play);
      const first = await dataOf(operation);
      const later = await elsewhen(async () => {
        const states = await play.open().inspect({}, "full");
        assert.ok(states.length > 0, "no store was found");
        return dataOf(await play.plan(request));
      });
      assert.deepEqual(later, first, "another plan for the same home");
      requireSame(await everything(play), before, "a plan wrote");
    }),
};

/** Beside the home, too. */
async function everything({ place }: Play) {
  return readTree(place.root, { skip: isSqliteSidecar });
}

/** ms. */
const YEAR = 365 * 24 * 60 * 60 * 1000;

/** Runs with a clock that is a year ahead, and with other dice. */
async function elsewhen<T>(act: () => Promise<T>): Promise<T> {
  const [RealDate, realRandom] = [Date, Math.random];
  class LaterDate extends RealDate {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [RealDate.now() + YEAR] : given) as [number]));
    }
    static override now(): number {
      return RealDate.now() + YEAR;
    }
  }
  globalThis.Date = LaterDate as DateConstructor;
  Math.random = () => realRandom() / 2;
  try {
    return await act();
  } finally {
    globalThis.Date = RealDate;
    Math.random = realRandom;
  }
}
