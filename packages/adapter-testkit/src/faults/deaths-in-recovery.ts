import { at, dieAt, MOMENTS, type Point, settle } from "./deaths.ts";
import { faultyDisk } from "./faulty-disk.ts";
import type { Rehearsed } from "./stage.ts";

/**
 * Dies, and dies again at every call of the recovery; then recovers. Returns how many points that were.
 *
 * `all`: every moment of both deaths. Otherwise both are torn, and of the calls of each recovery one in `every` is
 * tried, shifted by one from death to death.
 */
export async function dieInRecovery(
  rehearsed: Rehearsed,
  { all, every }: { readonly all: boolean; readonly every: number },
): Promise<number> {
  const moments = all ? MOMENTS : (["torn"] as const);
  let points = 0;
  for (const [call] of rehearsed.calls.entries()) {
    for (const moment of moments) {
      for (const again of moments)
        points += await dieAgain(rehearsed, { first: { call, moment }, again, every });
    }
  }
  return points;
}

interface Twice {
  readonly first: Point;
  readonly again: Point["moment"];
  readonly every: number;
}

/** Until the recovery has no such call any more. */
async function dieAgain(rehearsed: Rehearsed, { first, again, every }: Twice): Promise<number> {
  let points = 0;
  for (let call = first.call % every; ; call += every) {
    let reached = false;
    await at(
      rehearsed,
      { ...first, failure: `death again ${again} call ${call} of the recovery` },
      async () => {
        reached = await dieTwice(rehearsed, first, { call, moment: again });
      },
    );
    if (!reached) return points;
    points += 1;
  }
}

async function dieTwice({ stage, sides }: Rehearsed, first: Point, second: Point): Promise<boolean> {
  await dieAt(stage, first);
  const faulty = faultyDisk(stage.disk, { ...second, failure: "death" });
  const survived = await stage.recover(faulty.disk).then(
    () => true,
    () => false,
  );
  if (!survived || faulty.calls.length > second.call) await settle({ stage, sides });
  return faulty.calls.length > second.call;
}
