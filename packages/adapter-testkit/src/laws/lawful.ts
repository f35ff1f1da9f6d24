import assert from "node:assert/strict";
import type { Law } from "./law.ts";
import { eachCase } from "./play.ts";

export const lawful: Law = {
  says: "every plan is admitted: declared groups, paths inside the write roots, sorted hunks, one edit for each file",
  check: (options) =>
    // A plan that is not admitted is no refusal, and fails every law that plans; here it is asked for from both ends.
    eachCase(options, async ({ play, request, operation }) => {
      assert.equal(operation.stores[0]?.adapter.id, options.adapter.id);
      await play.apply(request);
      for (const goal of options.goals) {
        const again = { tools: [options.adapter.id], ...goal };
        await play.plan(again).catch(requireRefusal);
      }
    }),
};

function requireRefusal(error: unknown): void {
  const kind = error instanceof Error && "kind" in error ? String(error.kind) : "internal";
  if (kind === "adapter" || kind === "internal") throw error;
}
