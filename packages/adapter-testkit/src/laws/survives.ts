import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isSwitchError } from "@zcf/contract";
import { faultyDisk } from "../faults/faulty-disk.ts";
import type { Law } from "./law.ts";
import { eachCase, named, type Play } from "./play.ts";

export const survives: Law = {
  says: "a line that the tool appends to a session at any moment of a switch is there afterwards, once",
  check: async (options) => {
    let appended = 0;
    await eachCase(options, async ({ play, request, afresh }) => {
      if ((await options.appends.files(play.place.home)).length === 0) return;
      const calls = await countCalls(play, request);
      for (let call = 0; call < calls; call += 1) {
        await afresh(async (fresh) => {
          appended += await named(`appended at call ${call}`, () => appendAt(fresh.play, request, call));
        });
      }
    });
    assert.ok(appended > 0, "nothing was appended to");
  },
};

type Asked = Parameters<Play["plan"]>[0];

async function countCalls(play: Play, request: Asked): Promise<number> {
  const { disk, calls } = faultyDisk(play.disk, null);
  await run(play, request, disk);
  return calls.length;
}

/** Returns to how many files a line was appended. */
async function appendAt(play: Play, request: Asked, call: number): Promise<number> {
  const { files, line } = play.options.appends;
  const paths = (await files(play.place.home)).map((name) => join(play.place.home, name));
  let done = false;
  const { disk } = faultyDisk(play.disk, null, ({ number }) => {
    if (number === call) for (const path of paths) appendFileSync(path, `${line}\n`);
    done ||= number === call;
  });
  await run(play, request, disk);
  if (!done) return 0;
  for (const path of paths) {
    const times = (await readFile(path, "utf8")).split(`${line}\n`).length - 1;
    assert.equal(times, 1, `${path} has the line ${times} times`);
  }
  return paths.length;
}

/** A conflict is fine: then the tool was first. */
async function run(play: Play, request: Asked, disk: Play["disk"]): Promise<void> {
  const switcher = play.open({ disk });
  try {
    await switcher.apply(await switcher.plan(request));
  } catch (error) {
    if (!isSwitchError(error) || error.kind === "internal") throw error;
  }
}
