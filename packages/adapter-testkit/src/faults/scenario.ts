import { join } from "node:path";
import type { BackupStrategy, Environment, StoreAdapter } from "@zcf/contract";
import { createSwitcher, type Disk, type Report, type Request, type Switcher } from "@zcf/core";
import type { PictureOptions } from "../homes/picture.ts";

/** An operation that the fault matrix is run for, and all that is around it. */
export interface Scenario extends PictureOptions {
  readonly name: string;
  readonly adapters: readonly StoreAdapter[];
  /** Fills an empty directory; called once. */
  readonly makeHome: (home: string) => Promise<unknown>;
  readonly environment: (place: Place) => Environment;
  /** Operations that are done before, without faults, each from the reports of those before it. */
  readonly earlier?: readonly Asked[];
  readonly request: Asked;
  readonly backups?: readonly BackupStrategy[];
  /** A machine that is not like this one, made of its disk; without it nobody else is seen running. */
  readonly machine?: (disk: Disk) => Disk;
  /**
   * Which set an entry of the picture belongs to, where the test knows it better than the plan: those of a set are all
   * on one side. `undefined` leaves it to the plan, whose required edits are a set, as are the edits of each unit.
   */
  readonly setOf?: (entry: string) => string | undefined;
  /** Looks at what is there after each recovery, and when everything is over. */
  readonly inspect?: (place: Place) => Promise<void>;
}

/** A request, which may name an operation that was done before. */
export type Asked = Request | ((done: readonly Report[]) => Request);

/** Where a scenario is played. */
export interface Place {
  readonly root: string;
  readonly home: string;
  /** The state of zcf. */
  readonly state: string;
}

export function placeIn(root: string): Place {
  return { root, home: join(root, "home"), state: join(root, "state") };
}

export function requestOf(asked: Asked, done: readonly Report[]): Request {
  return typeof asked === "function" ? asked(done) : asked;
}

/** A process of its own. */
export function openSwitcher(scenario: Scenario, place: Place, disk: Disk): Switcher {
  return createSwitcher({
    adapters: scenario.adapters,
    environment: scenario.environment(place),
    stateHome: place.state,
    disk,
    ...(scenario.backups === undefined ? {} : { backups: scenario.backups }),
  });
}
