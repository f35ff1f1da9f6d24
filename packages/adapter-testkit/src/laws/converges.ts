import assert from "node:assert/strict";
import { isEmpty } from "@zcf/core";
import type { Law } from "./law.ts";
import { eachCase } from "./play.ts";

export const converges: Law = {
  says: "once a plan is applied, planning again finds nothing to do, and the store says that the target is in use",
  check: (options) =>
    eachCase(options, async ({ play, request }) => {
      const report = await play.apply(request);
      assert.ok(report.outcome === "applied" || report.outcome === "partial", report.outcome);
      assert.ok(isEmpty(await play.plan(request)), "a second plan still changes something");
      const target = "target" in request ? request.target : null;
      const [{ state } = { state: null }] = await play.open().inspect({}, "targets");
      if (target !== null) assert.equal(state?.current, target, "the store names another target");
    }),
};
