import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isSwitchError, SwitchError } from "@zcf/contract";
import type { Disk, Request } from "@zcf/core";
import { requestFor } from "./adapter-options.ts";
import type { Law } from "./law.ts";
import { inHome, isRefusal, named, type Play } from "./play.ts";

export const absent: Law = {
  says: "a missing home, file or driver is a clear error or a notice, never a crash",
  check: async (options) => {
    for (const [variant, makeHome] of Object.entries(options.homes)) {
      const names = await inHome(options, makeHome, ({ place }) => readdir(place.home, { recursive: true }));
      for (const [index, name] of [...names, "."].entries()) {
        await named(`${name} is missing in the home "${variant}"`, () =>
          inHome(options, makeHome, async (play) => {
            rmSync(join(play.place.home, name), { recursive: true, force: true });
            await tryAll(play, play.disk, index);
          }),
        );
      }
      for (const missing of ["sqlite", "flock", "processes", "zstd"] as const) {
        await named(`the machine has no ${missing}`, () =>
          inHome(options, makeHome, (play) => tryAll(play, without(play.disk, missing), 0)),
        );
      }
    }
  },
};

type Capability = keyof Disk["can"];

/** A machine that lacks something. */
function without(disk: Disk, missing: Capability): Disk {
  const can = { ...disk.can, [missing]: false };
  if (missing !== "sqlite") return { ...disk, can };
  const unavailable = (): never => {
    throw new SwitchError({ kind: "environment", code: "sqlite-unavailable" });
  };
  return { ...disk, can, query: unavailable, changeRows: async () => unavailable() };
}

/** Looks, plans every goal, and applies one of them in turn. */
async function tryAll(play: Play, disk: Disk, turn: number): Promise<void> {
  const { adapter, goals } = play.options;
  const switcher = play.open({ disk });
  await clearly("inspect", () => switcher.inspect({}, "full"));
  await clearly("sessions", async () => {
    for await (const { session } of switcher.sessions({})) assert.equal(typeof session.id, "string");
  });
  for (const [index, goal] of goals.entries()) {
    const request: Request = requestFor(adapter, goal);
    await clearly(JSON.stringify(goal), async () => {
      const operation = await switcher.plan(request);
      if (index === turn % goals.length) await switcher.apply(operation);
    });
  }
}

/** It works, or says why not in a way that is meant. */
async function clearly(what: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (isSwitchError(error) && isRefusal(error.kind)) return;
    throw new Error(`${what} ends in ${String(error)}`, { cause: error });
  }
}
