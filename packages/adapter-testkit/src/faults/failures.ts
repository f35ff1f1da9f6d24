import assert from "node:assert/strict";
import type { SwitchError } from "@zcf/contract";
import type { Report } from "@zcf/core";
import { at, MOMENTS, settle } from "./deaths.ts";
import { type Fault, faultyDisk, SYSTEM_FAILURES, type SystemFailure } from "./faulty-disk.ts";
import { REQUIRED, requireBefore, requireReported, requireSetAfter, requireSides } from "./sides.ts";
import { type Rehearsed, switchError } from "./stage.ts";

/**
 * Lets every call fail in each of the system's ways. Returns how many points that were.
 *
 * `all`: each way at each moment. Otherwise a full disk torn in every call, and the other ways in turn before it.
 */
export async function failEverywhere(rehearsed: Rehearsed, all: boolean): Promise<number> {
  let points = 0;
  for (const fault of faultsIn(rehearsed.calls.length, all)) {
    await at(rehearsed, fault, () => failOnce(rehearsed, fault));
    points += 1;
  }
  return points;
}

type Failing = Fault & { readonly failure: SystemFailure };

function faultsIn(calls: number, all: boolean): readonly Failing[] {
  return Array.from({ length: calls }, (_, call) => (all ? everyWay(call) : someWays(call))).flat();
}

function everyWay(call: number): readonly Failing[] {
  return SYSTEM_FAILURES.flatMap((failure) => MOMENTS.map((moment) => ({ call, moment, failure })));
}

function someWays(call: number): readonly Failing[] {
  const inTurn = SYSTEM_FAILURES[call % SYSTEM_FAILURES.length] ?? "EIO";
  return [
    { call, moment: "torn", failure: "ENOSPC" },
    { call, moment: "before", failure: inTurn },
  ];
}

/** A disk that is full from some call on, or cannot be written any more at all, until it is looked after; without `all` in turn. */
export async function failLastingly(rehearsed: Rehearsed, all: boolean): Promise<number> {
  let points = 0;
  for (const [call] of rehearsed.calls.entries()) {
    for (const failure of all
      ? SYSTEM_FAILURES
      : [call % 2 === 0 ? ("ENOSPC" as const) : ("EROFS" as const)]) {
      const fault = { call, moment: "torn", failure, lasting: true } as const;
      await at(rehearsed, { ...fault, failure: `lasting ${failure}` }, () => failOnce(rehearsed, fault));
      points += 1;
    }
  }
  return points;
}

/** The home has room, and our own journal has none, from each of its calls on. */
export async function failJournal(rehearsed: Rehearsed): Promise<number> {
  const { stage, calls } = rehearsed;
  const on = (path: string): boolean => path.startsWith(stage.place.state);
  const own = calls.filter(({ path }) => on(path));
  let points = 0;
  for (const [call, { number }] of own.entries()) {
    const fault = { call, moment: "torn", failure: "ENOSPC", lasting: true, on } as const;
    const shown = { call: number, moment: "torn", failure: "full journal from" } as const;
    await at(rehearsed, shown, () => failOnce(rehearsed, fault));
    points += 1;
  }
  return points;
}

async function failOnce(rehearsed: Rehearsed, fault: Failing): Promise<void> {
  const { stage, sides } = rehearsed;
  await stage.reset();
  const { report, error } = await stage.run(faultyDisk(stage.disk, fault).disk);
  if (report === null) await requireTruth(rehearsed, switchError(error), fault);
  else await requireStanding(rehearsed, report, fault);
  await settle({ stage, sides });
}

/** What the error says of the disk is so, and it names what the system said. */
async function requireTruth({ stage, sides }: Rehearsed, error: SwitchError, fault: Failing): Promise<void> {
  if (error.disk !== "unfinished") requireBefore(await stage.picture(), sides);
  else assert.ok((await stage.unfinished()) > 0, "unfinished, but there is nothing to recover");
  if (error.code === "unfinished") return assert.equal(error.kind, "unfinished");
  const { code, kind, params } = error;
  const said = { code, kind, system: params["system"] };
  assert.deepEqual(said, { code: "write-failed", kind: "environment", system: fault.failure });
}

/** A switch that stands has all of its required set, and says of each unit that is not there why. */
async function requireStanding({ stage, sides }: Rehearsed, report: Report, fault: Failing): Promise<void> {
  const found = await stage.picture();
  requireSetAfter(REQUIRED, found, sides);
  requireSides(found, sides);
  const skipped = report.stores.flatMap((store) => store.skipped);
  requireReported(found, sides, new Set(skipped.map(({ id }) => id)));
  const failed = skipped.filter(({ params }) => params["system"] === fault.failure);
  if (failed.length > 0) assert.equal(report.outcome, "partial");
}
