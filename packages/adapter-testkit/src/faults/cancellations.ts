import assert from "node:assert/strict";
import type { Report } from "@zcf/core";
import { at, complete } from "./deaths.ts";
import { faultyDisk } from "./faulty-disk.ts";
import { REQUIRED, requireBefore, requireReported, requireSetAfter, requireSides } from "./sides.ts";
import { type Rehearsed, switchError } from "./stage.ts";

/**
 * Aborts at every call, as a signal does. Returns how many points that were.
 *
 * Before the `committed` record everything is as before; from there on the switch stands, the batch in flight is
 * finished, and what is left is named `not-reached`.
 */
export async function cancelEverywhere(rehearsed: Rehearsed): Promise<number> {
  const committed = committedCall(rehearsed);
  for (const { number: call } of rehearsed.calls)
    await at(rehearsed, { call, failure: "abort at" }, () => cancelOnce(rehearsed, call, committed));
  return rehearsed.calls.length;
}

function committedCall({ calls }: Rehearsed): number {
  const call = calls.find(({ name, content }) => name === "append" && COMMITTED.test(textOf(content)));
  assert.ok(call !== undefined, "no `committed` record was written");
  return call.number;
}

const COMMITTED = /"type":"committed"/;

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}

async function cancelOnce(rehearsed: Rehearsed, call: number, committed: number): Promise<void> {
  const { stage, sides } = rehearsed;
  const abort = new AbortController();
  await stage.reset();
  const { disk } = faultyDisk(stage.disk, null, ({ number }) => {
    if (number === call) abort.abort();
  });
  const { report, error } = await stage.run(disk, abort.signal);
  if (call < committed) await requireCancelled(rehearsed, report, error);
  else await requireStanding(rehearsed, report, error);
  assert.equal(await stage.unfinished(), 0, "an abort leaves nothing unfinished");
  await complete({ stage, sides });
}

async function requireCancelled({ stage, sides }: Rehearsed, report: unknown, error: unknown): Promise<void> {
  assert.equal(report, null, "aborted before it was committed, and yet it went on");
  const { kind, code, disk } = switchError(error);
  assert.deepEqual({ kind, code }, { kind: "cancelled", code: "cancelled" });
  assert.notEqual(disk, "unfinished");
  requireBefore(await stage.picture(), sides);
}

async function requireStanding(
  { stage, sides, report: whole }: Rehearsed,
  report: Report | null,
  error: unknown,
): Promise<void> {
  if (report === null) throw error;
  const found = await stage.picture();
  requireSetAfter(REQUIRED, found, sides);
  requireSides(found, sides);
  requireReported(found, sides, new Set(report.stores.flatMap(({ skipped }) => skipped.map(({ id }) => id))));
  assert.equal(countOf(report), countOf(whole), "each unit is applied, or named as not reached");
}

function countOf({ stores }: Report): number {
  const counts = stores.flatMap(({ applied, skipped }) => [...Object.values(applied), skipped.length]);
  return counts.reduce((sum, count) => sum + count, 0);
}
