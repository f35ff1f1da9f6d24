import { expect, test } from "vitest";
import { faultyDisk } from "../faults/faulty-disk.ts";
import { Stage } from "../faults/stage.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome } from "./toy-home.ts";

/** More than one batch, so that some are not reached. */
const NOTES = 300;

test(
  "aborted in the first of two batches: it is finished, the other is named, and doing it again brings the rest",
  {
    timeout: 120_000,
  },
  () =>
    withTemporaryDirectory(async (root) => {
      const stage = await Stage.open(
        {
          name: "two batches",
          adapters: [toy()],
          makeHome: (home) => makeToyHome(home, NOTES),
          environment: ({ home }) => ({ home, platform: "linux", variables: {} }),
          request: { tools: ["toy"], target: "beta" },
        },
        root,
      );
      const abort = new AbortController();
      const { disk } = faultyDisk(stage.disk, null, ({ name, path }) => {
        if (name === "place" && path.includes("/notes/")) abort.abort();
      });
      const { report } = await stage.run(disk, abort.signal);
      expect(report?.outcome).toBe("cancelled");
      const [store] = report?.stores ?? [];
      expect(store?.applied).toEqual({ notes: 256 });
      expect(new Set(store?.skipped.map(({ code }) => code))).toEqual(new Set(["not-reached"]));
      expect(store?.skipped).toHaveLength(NOTES - 256);
      expect(await stage.unfinished()).toBe(0);
      const { report: rest } = await stage.run(stage.disk);
      expect(rest?.stores[0]?.applied).toEqual({ notes: NOTES - 256 });
    }),
);
