import assert from "node:assert/strict";
import { at, complete } from "./deaths.ts";
import { faultyDisk } from "./faulty-disk.ts";
import { openSwitcher } from "./scenario.ts";
import { requireAfter } from "./sides.ts";
import type { Rehearsed, Stage } from "./stage.ts";

/** ms. */
const DAY = 24 * 60 * 60 * 1000;

/** Sets the clock back a day at every call: the operation is the newest of the history, and done. */
export async function setClockBackEverywhere(rehearsed: Rehearsed): Promise<number> {
  for (const { number: call } of rehearsed.calls)
    await at(rehearsed, { call, failure: "clock set back at" }, () => setBack(rehearsed, call));
  return rehearsed.calls.length;
}

async function setBack({ stage, sides }: Rehearsed, call: number): Promise<void> {
  await stage.reset();
  let behind = 0;
  const now = (): number => stage.disk.now() - behind;
  const { disk } = faultyDisk({ ...stage.disk, now }, null, ({ number }) => {
    if (number === call) behind = DAY;
  });
  const { report, error } = await stage.run(disk);
  if (report === null) throw error;
  requireAfter(await stage.picture(), sides);
  assert.equal(await newest(stage), report.operation, "another operation counts as newer");
  await complete({ stage, sides });
}

async function newest({ scenario, place, disk }: Stage): Promise<string | null> {
  for await (const { id } of openSwitcher(scenario, place, disk).history()) return id;
  return null;
}
