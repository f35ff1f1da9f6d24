import { join } from "node:path";
import { createSwitcher, type Disk, nodeDisk } from "@zcf/core";
import { expect, test } from "vitest";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome } from "./toy-home.ts";

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** A switch to each target, at its time; the ids that they got. */
async function switchAt(
  root: string,
  targets: readonly (readonly [target: string, now: number])[],
): Promise<readonly (string | null)[]> {
  const real = await nodeDisk();
  const ids: (string | null)[] = [];
  for (const [target, now] of targets) {
    const switcher = switcherOn(root, { ...real, now: () => now });
    const operation = await switcher.plan({ tools: ["toy"], target, sessions: "off" });
    ids.push((await switcher.apply(operation)).operation);
  }
  return ids;
}

function switcherOn(root: string, disk: Disk) {
  return createSwitcher({
    adapters: [toy()],
    environment: { home: join(root, "home"), platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    disk,
  });
}

test.each([
  ["set back a year", -YEAR],
  ["stopped", 0],
])("with a clock that is %s the last operation is the last one", async (_, step) => {
  await withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), 0);
    const now = Date.now();
    const ids = await switchAt(root, [
      ["beta", now],
      ["a-long-target-name", now + step],
      ["alpha", now + step],
      ["beta", now + step],
    ]);
    const switcher = switcherOn(root, { ...(await nodeDisk()), now: () => now + step });
    const history: string[] = [];
    for await (const { id } of switcher.history()) history.push(id);
    expect(history).toEqual(ids.toReversed());
    expect(await switcher.previousTarget("toy")).toBe("alpha");
    const undo = await switcher.plan({ undo: "last" });
    expect(undo.request).toEqual({ undo: ids.at(-1) });
    await switcher.apply(undo);
    expect(await switcher.previousTarget("toy")).toBe("beta");
  });
});
