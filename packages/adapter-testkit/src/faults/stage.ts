import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { isSwitchError, type SwitchError } from "@zcf/contract";
import { type Disk, nodeDisk, type Report, type Request } from "@zcf/core";
import { type CopiedTree, copyTree, putTree } from "../homes/copied-tree.ts";
import { type Picture, takePicture } from "../homes/picture.ts";
import { differences, sameButTime } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { type Call, faultyDisk } from "./faulty-disk.ts";
import { nobodyElse } from "./nobody-else.ts";
import { openSwitcher, type Place, placeIn, requestOf, type Scenario } from "./scenario.ts";
import { type Sides, setsOf, subjectsOf } from "./sides.ts";

/** How an operation ended for whoever asked for it. */
export type Ended =
  | { readonly report: Report; readonly error: null }
  | { readonly report: null; readonly error: unknown };

/** A scenario that can be played again and again from the same beginning. */
export class Stage {
  readonly scenario: Scenario;
  readonly place: Place;
  readonly request: Request;
  /** The machine's own, or the scenario's. */
  readonly disk: Disk;
  readonly #copies: { readonly home: CopiedTree; readonly state: CopiedTree | null };

  private constructor(made: Made, copies: { readonly home: CopiedTree; readonly state: CopiedTree | null }) {
    this.scenario = made.scenario;
    this.place = made.place;
    this.request = made.request;
    this.disk = made.disk;
    this.#copies = copies;
  }

  /** Makes the home, does what comes earlier, and keeps a copy of that. */
  static async open(scenario: Scenario, root: string): Promise<Stage> {
    const place = placeIn(root);
    const disk = (scenario.machine ?? nobodyElse)(await nodeDisk());
    mkdirSync(place.home, { recursive: true });
    await scenario.makeHome(place.home);
    await copyTree(place.home);
    const done: Report[] = [];
    for (const asked of scenario.earlier ?? []) {
      const switcher = openSwitcher(scenario, place, disk);
      const report = await switcher.apply(await switcher.plan(requestOf(asked, done)));
      assert.ok(report.outcome === "applied" || report.outcome === "partial", `earlier: ${report.outcome}`);
      done.push(report);
    }
    const home = await copyTree(place.home, LATER);
    const state = existsSync(place.state) ? await copyTree(place.state) : null;
    return new Stage({ scenario, place, disk, request: requestOf(scenario.request, done) }, { home, state });
  }

  /** As it was in the beginning. */
  async reset(): Promise<void> {
    await putTree(this.place.home, this.#copies.home);
    await putTree(this.place.state, this.#copies.state ?? new Map());
  }

  async picture(): Promise<Picture> {
    return takePicture(this.disk, this.place.home, this.scenario);
  }

  /** Plans and applies, as a process of its own. */
  async run(disk: Disk, signal?: AbortSignal): Promise<Ended> {
    const switcher = openSwitcher(this.scenario, this.place, disk);
    try {
      const operation = await switcher.plan(this.request);
      const report = await switcher.apply(operation, signal === undefined ? {} : { signal });
      return { report, error: null };
    } catch (error) {
      return { report: null, error };
    }
  }

  /** Makes the request again and again, on a disk that works, until nothing is left to do. */
  async finish(): Promise<void> {
    for (let times = 0; times < MOST_TIMES; times += 1) {
      const { report, error } = await this.run(this.disk);
      if (report === null) throw error;
      if (report.outcome === "nothing") return;
    }
    assert.fail("there is always something left to do");
  }

  async recover(disk: Disk = this.disk): Promise<void> {
    await openSwitcher(this.scenario, this.place, disk).recover();
  }

  async unfinished(): Promise<number> {
    return (await openSwitcher(this.scenario, this.place, this.disk).unfinished()).length;
  }
}

/** An operation that was stopped, itself, and what it could only do once it was done (a table that nothing names any more). */
const MOST_TIMES = 4;

/** What was written by an earlier operation has another time than what the home began with. */
const LATER = 1000;

interface Made {
  readonly scenario: Scenario;
  readonly place: Place;
  readonly request: Request;
  readonly disk: Disk;
}

/** A stage, and what the operation does on it when nothing goes wrong. */
export interface Rehearsed {
  readonly stage: Stage;
  readonly sides: Sides;
  /** Every mutating call. */
  readonly calls: readonly Call[];
  readonly report: Report;
}

/** Opens a stage and plays the operation through, twice. */
export async function rehearse<T>(scenario: Scenario, use: (rehearsed: Rehearsed) => Promise<T>): Promise<T> {
  return withTemporaryDirectory(async (root) => {
    const stage = await Stage.open(scenario, root);
    await stage.reset();
    const before = await stage.picture();
    const operation = await openSwitcher(scenario, stage.place, stage.disk).plan(stage.request);
    const [planned, subjects] = [await setsOf(operation, before), await subjectsOf(operation, before)];
    const [first, second] = [await play(stage), await play(stage)];
    const dated = new Set([
      ...datedIn(scenario, first.after, second.after),
      ...datedIn(scenario, first.settled, second.settled),
    ]);
    const names = [...new Set([...before.keys(), ...first.after.keys(), ...first.settled.keys()])];
    const sets = new Map(names.map((name) => [name, scenario.setOf?.(name) ?? planned.get(name) ?? name]));
    const { report, calls, after, settled } = first;
    return use({ stage, sides: { before, after, settled, dated, sets, subjects }, calls, report });
  });
}

/** What is written at the moment of an operation has another time each time, and nothing else may differ. */
function datedIn({ name }: Scenario, one: Picture, other: Picture): readonly string[] {
  const differing = differences(one, other);
  const odd = differing.filter((entry) => !sameButTime(one.get(entry), other.get(entry)));
  assert.deepEqual(odd, [], `${name} ends differently when it is done twice: ${odd.join(", ")}`);
  return differing;
}

interface Played {
  readonly report: Report;
  readonly calls: readonly Call[];
  readonly after: Picture;
  readonly settled: Picture;
}

async function play(stage: Stage): Promise<Played> {
  await stage.reset();
  const calls: Call[] = [];
  const { report, error } = await stage.run(faultyDisk(stage.disk, null, (call) => calls.push(call)).disk);
  if (report === null) throw error;
  assert.ok(
    report.outcome === "applied" || report.outcome === "partial",
    `the operation is ${report.outcome}`,
  );
  const after = await stage.picture();
  await stage.finish();
  return { report, calls, after, settled: await stage.picture() };
}

/** The error as one of ours; anything else is thrown on. */
export function switchError(error: unknown): SwitchError {
  if (isSwitchError(error)) return error;
  throw error;
}
