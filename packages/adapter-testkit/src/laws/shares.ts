import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sameEntry, type TreeEntry } from "../homes/read-tree.ts";
import { type AdapterOptions, requestFor, type Trace } from "./adapter-options.ts";
import type { Law } from "./law.ts";
import { inHome, isRefusal, named, type Play } from "./play.ts";

export const shares: Law = {
  says: "after two operations unknown keys, comments and files of others are in the home as they were",
  check: async (options) => {
    let done = 0;
    for (const [variant, makeHome] of Object.entries(options.homes)) {
      for (const first of options.goals) {
        for (const second of options.goals) {
          const where = `${JSON.stringify([first, second])} in the home "${variant}"`;
          const count = await named(where, () =>
            inHome(options, makeHome, (play) => shareWith(play, first, second)),
          );
          done += count;
        }
      }
    }
    assert.ok(done > 0, "no goal changes anything");
  },
};

type Goal = AdapterOptions["goals"][number];

/** Returns how many of both operations changed something. */
async function shareWith(play: Play, ...goals: readonly Goal[]): Promise<number> {
  const { adapter, share } = play.options;
  const traces = await share(play.place.home);
  const before = await play.picture();
  let done = 0;
  for (const goal of goals) {
    const report = await play.apply(requestFor(adapter, goal)).catch(requireRefusal);
    done += (report?.operation ?? null) === null ? 0 : 1;
  }
  for (const trace of traces) await requireTrace(play, trace);
  const after = await play.picture();
  const others = traces.filter(({ file, text }) => textOf(before.get(file)) === text);
  const touched = others.filter(({ file }) => !sameEntry(before.get(file), after.get(file)));
  assert.deepEqual(touched, [], "files of others were written to");
  return done;
}

function textOf(entry: TreeEntry | undefined): string {
  return Buffer.from(entry?.content ?? "", "base64").toString("utf8");
}

function requireRefusal(error: unknown): null {
  const kind = error instanceof Error && "kind" in error ? String(error.kind) : "internal";
  if (!isRefusal(kind)) throw error;
  return null;
}

async function requireTrace({ place }: Play, { file, text }: Trace): Promise<void> {
  const content = await readFile(join(place.home, file), "utf8");
  assert.ok(content.includes(text), `${file} has lost ${JSON.stringify(text)}`);
}
