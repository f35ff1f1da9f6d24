import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { isSwitchError } from "@zcf/contract";
import {
  createSwitcher,
  type Disk,
  isEmpty,
  nodeDisk,
  type Operation,
  type Report,
  type Request,
  type Switcher,
  type SwitcherOptions,
} from "@zcf/core";
import { nobodyElse } from "../faults/nobody-else.ts";
import { type Place, placeIn } from "../faults/scenario.ts";
import { type Picture, takePicture } from "../homes/picture.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { type AdapterOptions, requestFor } from "./adapter-options.ts";

/** An adapter at work on a home of its own. */
export class Play {
  readonly options: AdapterOptions;
  readonly place: Place;
  /** The machine's own, on which nobody else is seen running. */
  readonly disk: Disk;

  constructor(options: AdapterOptions, place: Place, disk: Disk) {
    this.options = options;
    this.place = place;
    this.disk = disk;
  }

  /** A process of its own. */
  open(rest: Partial<SwitcherOptions> = {}): Switcher {
    return createSwitcher({
      adapters: [this.options.adapter],
      environment: this.options.environment(this.place),
      stateHome: this.place.state,
      disk: this.disk,
      ...rest,
    });
  }

  async plan(request: Request): Promise<Operation> {
    return this.open().plan(request);
  }

  async apply(request: Request): Promise<Report> {
    const switcher = this.open();
    return switcher.apply(await switcher.plan(request));
  }

  async picture(): Promise<Picture> {
    return takePicture(this.disk, this.place.home, this.options);
  }
}

/** Runs in a new directory with a home in it. */
export async function inHome<T>(
  options: AdapterOptions,
  makeHome: (home: string) => Promise<unknown>,
  use: (play: Play) => Promise<T>,
): Promise<T> {
  return withTemporaryDirectory(async (root) => {
    const place = placeIn(root);
    mkdirSync(place.home);
    await makeHome(place.home);
    return use(new Play(options, place, nobodyElse(await nodeDisk())));
  });
}

/** One of the goals in one of the homes. */
export interface Case {
  readonly play: Play;
  readonly request: Request;
  /** Planned and not yet applied. */
  readonly operation: Operation;
  /** The same in a new home of the same kind. */
  readonly afresh: (use: (one: Omit<Case, "afresh">) => Promise<void>) => Promise<void>;
}

/** Every goal in every home, where it changes something. Throws if there is none. */
export async function eachCase(options: AdapterOptions, use: (one: Case) => Promise<unknown>): Promise<void> {
  let tried = 0;
  for (const [variant, makeHome] of Object.entries(options.homes)) {
    for (const goal of options.goals) {
      const where = `${JSON.stringify(goal)} in the home "${variant}"`;
      await inHome(options, makeHome, async (play) => {
        const request = requestFor(options.adapter, goal);
        const operation = await planned(play, request);
        if (operation === null || isEmpty(operation)) return;
        tried += 1;
        const afresh: Case["afresh"] = (useFresh) =>
          inHome(options, makeHome, async (fresh) =>
            useFresh({ play: fresh, request, operation: await fresh.plan(request) }),
          );
        await named(where, () => use({ play, request, operation, afresh }));
      });
    }
  }
  assert.ok(tried > 0, "no goal changes anything in any of the homes");
}

/** `null` where the adapter refuses it for a reason that is not its own fault. */
async function planned(play: Play, request: Request): Promise<Operation | null> {
  try {
    return await play.plan(request);
  } catch (error) {
    if (isSwitchError(error) && isRefusal(error.kind)) return null;
    throw error;
  }
}

export function isRefusal(kind: string): boolean {
  return kind === "usage" || kind === "environment" || kind === "conflict";
}

/** Says in what goes wrong where it did. */
export async function named<T>(where: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw new Error(`${where}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
