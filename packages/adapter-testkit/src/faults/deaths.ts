import assert from "node:assert/strict";
import { type Fault, faultyDisk, type Moment } from "./faulty-disk.ts";
import { requireSettled, requireSides } from "./sides.ts";
import type { Rehearsed, Stage } from "./stage.ts";

export const MOMENTS: readonly Moment[] = ["before", "torn", "after"];

/** Dies before, in and after every call; then recovers. Returns how many points that were. */
export async function dieEverywhere(rehearsed: Rehearsed): Promise<number> {
  let points = 0;
  for (const moment of MOMENTS) {
    for (let call = 0; call < rehearsed.calls.length; call += 1) {
      await at(rehearsed, { call, moment, failure: "death" }, () => dieOnce(rehearsed, { call, moment }));
      points += 1;
    }
  }
  return points;
}

/** Where in a run something happens. */
export type Point = Pick<Fault, "call" | "moment">;

async function dieOnce({ stage, sides }: Rehearsed, point: Point): Promise<void> {
  await dieAt(stage, point);
  await settle({ stage, sides });
}

/** From the beginning until it dies there. */
export async function dieAt(stage: Stage, point: Point): Promise<void> {
  await stage.reset();
  const { report } = await stage.run(faultyDisk(stage.disk, { ...point, failure: "death" }).disk);
  assert.equal(report, null, "a process that died has no report");
}

/** Recovers, compares, and does the operation again, which must bring what is still missing. */
export async function settle({ stage, sides }: Pick<Rehearsed, "stage" | "sides">): Promise<void> {
  await stage.recover();
  assert.equal(await stage.unfinished(), 0, "something is unfinished after a recovery");
  requireSides(await stage.picture(), sides);
  await stage.scenario.inspect?.(stage.place);
  await complete({ stage, sides });
}

/** The same request on a disk that works, until nothing is left to do. */
export async function complete({ stage, sides }: Pick<Rehearsed, "stage" | "sides">): Promise<void> {
  await stage.finish();
  requireSettled(await stage.picture(), sides);
  assert.equal(await stage.unfinished(), 0, "something is unfinished after doing it again");
  await stage.scenario.inspect?.(stage.place);
}

/** Says in what goes wrong where it did. */
export async function at(
  { calls, stage }: Rehearsed,
  fault: { readonly call: number; readonly moment?: Moment; readonly failure: string },
  act: () => Promise<unknown>,
): Promise<void> {
  try {
    await act();
  } catch (cause) {
    const { call, moment = "", failure } = fault;
    const name = `${calls[call]?.name ?? ""} ${calls[call]?.path.replace(stage.place.root, "") ?? ""}`;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const where = `${stage.scenario.name}: ${failure} ${moment} call ${call} (${name})`;
    throw new Error(`${where}: ${reason}`, { cause });
  }
}
