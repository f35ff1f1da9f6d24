import fc from "fast-check";
import { expect, test } from "vitest";
import { withHome } from "../testing/claude-home.ts";
import { KeyWalk, START, type Step, steps } from "./testing/key-walk.ts";

/** Whatever becomes of profiles, and whatever of it is undone in whichever order, unforced: a key stays with the server it was given for. */
const SEED = Number(process.env["ZCF_SEED"] ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env["ZCF_RUNS"] ?? 100);

async function walk(taken: readonly Step[]): Promise<readonly string[]> {
  return withHome(START, async (home) => {
    const trail: string[] = [];
    const one = new KeyWalk(home);
    for (const step of taken) {
      trail.push(`${step.do} ${await one.take(step)}`);
      expect(await one.strays(), JSON.stringify({ taken, trail }, null, 1)).toEqual([]);
    }
    return trail;
  });
}

test("after every step each key is with a server that it was given for", {
  timeout: 120_000 + RUNS * 1000,
}, async () => {
  console.info(`claude-code: ZCF_SEED=${SEED} ZCF_RUNS=${RUNS}`);
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 8, maxLength: 20 }), async (taken) => {
      for (const what of await walk(taken)) seen.set(what, (seen.get(what) ?? 0) + 1);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  console.info(Object.fromEntries(seen));
  const did = ["url", "key", "move", "copy", "remove", "switch", "undo", "redo"].map(
    (what) => `${what} applied`,
  );
  expect([...seen.keys()]).toEqual(expect.arrayContaining(did));
});
