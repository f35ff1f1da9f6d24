import assert from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Plan } from "@zcf/contract";
import type { Disk, Request } from "@zcf/core";
import { requestFor } from "./adapter-options.ts";
import type { Law } from "./law.ts";
import { inHome, type Play } from "./play.ts";

const UNITS = 1000;
/** So many units of a plan may be in memory at once. */
const MOST_KEPT = 300;
/** So many files that nobody changed may be read again by a later plan. */
const MOST_READ = 20;

export const scales: Law = {
  says: "units are a stream that can be begun again and is never all in memory, and a plan reads only what changed",
  check: async (options) => {
    const [goal] = options.goals;
    assert.ok(goal !== undefined, "there is no goal");
    const request = requestFor(options.adapter, goal);
    await inHome(
      options,
      (home) => options.manyUnits(home, UNITS),
      async (play) => {
        await requireStream(play, request);
        await play.apply(request);
        await requireFewReads(play, request);
      },
    );
  },
};

/** The adapter's own plan: core keeps some units of it for when it is applied. */
async function requireStream(play: Play, request: Request): Promise<void> {
  const plans: Plan[] = [];
  const { adapter } = play.options;
  const listening: typeof adapter = {
    ...adapter,
    plan: async (...asked) => {
      const plan = await adapter.plan(...asked);
      plans.push(plan);
      return plan;
    },
  };
  await play.open({ adapters: [listening] }).plan(request);
  const [plan] = plans;
  assert.ok(plan !== undefined, "nothing was planned");
  const first = await idsAndMost(plan);
  assert.equal(first.ids.length, UNITS, `${first.ids.length} of ${UNITS} units`);
  assert.ok(first.most <= MOST_KEPT, `${first.most} units are in memory at once`);
  assert.deepEqual((await idsAndMost(plan)).ids, first.ids, "begun again, it is another stream");
}

/** The ids of all units, and how many units were in memory at once. */
async function idsAndMost(plan: Plan): Promise<{ readonly ids: readonly string[]; readonly most: number }> {
  const ids: string[] = [];
  const seen: WeakRef<object>[] = [];
  let most = 0;
  for await (const item of plan.units()) {
    if (item.kind !== "unit") continue;
    ids.push(item.id);
    seen.push(new WeakRef(item));
    if (ids.length % 200 === 0) most = Math.max(most, await alive(seen));
  }
  return { ids, most };
}

async function alive(seen: readonly WeakRef<object>[]): Promise<number> {
  // What a WeakRef has shown stays until the task is over.
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  return seen.filter((one) => one.deref() !== undefined).length;
}

function collect(): void {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  gc();
}

/** A later process, after the tool went on with one session. */
async function requireFewReads(play: Play, request: Request): Promise<void> {
  const { appends } = play.options;
  const [name] = await appends.files(play.place.home);
  if (name !== undefined) await appendFile(join(play.place.home, name), `${appends.line}\n`);
  const read = new Set<string>();
  const watch: Disk["read"] = async (path, range) => {
    read.add(path);
    return play.disk.read(path, range);
  };
  await play.open({ disk: { ...play.disk, read: watch } }).plan(request);
  const own = [...read].filter((path) => path.startsWith(play.place.home));
  assert.ok(own.length <= MOST_READ, `a plan read ${own.length} files again, where one has changed`);
}
