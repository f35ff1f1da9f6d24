import assert from "node:assert/strict";
import { requireSame } from "./compare.ts";
import type { Law } from "./law.ts";
import { eachCase } from "./play.ts";

export const inverts: Law = {
  says: "an undo brings the home back as it was, bytes, modes, owners, times and rows; undone itself, it is as after",
  check: (options) =>
    eachCase(options, async ({ play, request }) => {
      const before = await play.picture();
      const { operation } = await play.apply(request);
      assert.ok(operation !== null, "nothing was done");
      const after = await play.picture();
      const undone = await play.apply({ undo: operation });
      requireSame(await play.picture(), before, "after the undo");
      assert.ok(undone.operation !== null, "the undo did nothing");
      await play.apply({ undo: undone.operation });
      requireSame(await play.picture(), after, "after the undo of the undo");
    }),
};
