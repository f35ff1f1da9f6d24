import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { StoreAdapter } from "@zcf/contract";
import { createSwitcher, type Disk, nodeDisk, type Switcher } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome, readOwners } from "./toy-home.ts";

interface Watched {
  readonly switcher: Switcher;
  /** Notes whose content was read, by file name. */
  readonly read: string[];
  /** How often the adapter planned. */
  readonly plans: () => number;
}

/** A process of its own that works on a toy home. */
async function start(root: string): Promise<Watched> {
  const real = await nodeDisk();
  const read: string[] = [];
  const watch: Disk["read"] = async (path, range) => {
    if (path.includes("/notes/")) read.push(path.slice(path.lastIndexOf("/") + 1));
    return real.read(path, range);
  };
  let plans = 0;
  const plain = toy();
  const plan: StoreAdapter["plan"] = async (...asked) => {
    plans += 1;
    return plain.plan(...asked);
  };
  const switcher = createSwitcher({
    adapters: [{ ...plain, plan }],
    environment: { home: join(root, "home"), platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    disk: { ...real, read: watch },
  });
  return { switcher, read, plans: () => plans };
}

async function switchTo(root: string, target: string): Promise<Watched> {
  const watched = await start(root);
  await watched.switcher.apply(await watched.switcher.plan({ tools: ["toy"], target }));
  return watched;
}

async function inToyHome(use: (root: string) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), 3);
    await use(root);
  });
}

describe("what was found out about files", () => {
  test("is kept by a switch, so that the next run reads none of them, and after that only what changed", async () => {
    await inToyHome(async (root) => {
      expect((await switchTo(root, "beta")).read).not.toEqual([]);
      expect((await switchTo(root, "beta")).read).toEqual([]);
      await appendFile(join(root, "home/notes/n1.txt"), "\nmore");
      const { switcher, read } = await start(root);
      await switcher.plan({ tools: ["toy"], target: "beta" });
      expect(read).toEqual(["n1.txt"]);
    });
  });

  test("is kept by nothing that only looks, nor by a switch that finds nothing to do", async () => {
    await inToyHome(async (root) => {
      const { switcher } = await start(root);
      const operation = await switcher.plan({ tools: ["toy"], target: "beta" });
      for await (const shown of switcher.preview(operation)) expect(shown.tool).toBe("toy");
      await switcher.inspect({}, "full");
      const nothing = await switcher.plan({ tools: ["toy"], target: "alpha" });
      expect((await switcher.apply(nothing)).outcome).toBe("nothing");
      expect((await switcher.apply(operation, { confirm: async () => false })).outcome).toBe("declined");
      await expect(readdir(join(root, "state"))).rejects.toMatchObject({ code: "ENOENT" });
    });
  });

  test("may be deleted or spoilt at any time", async () => {
    await inToyHome(async (root) => {
      await switchTo(root, "beta");
      const [name] = await readdir(join(root, "state/cache"));
      const file = join(root, "state/cache", name ?? "");
      const content = await readFile(file);
      content.fill("x", 5, 9);
      await writeFile(file, content);
      await switchTo(root, "alpha");
      expect(new Set((await readOwners(join(root, "home"))).values())).toEqual(new Set(["alpha"]));
    });
  });
});

describe("under the lock", () => {
  test("it is planned again, because somebody may have been asked", async () => {
    await inToyHome(async (root) => {
      const { plans } = await switchTo(root, "beta");
      // To show it, under the lock, and to verify.
      expect(plans()).toBe(3);
    });
  });

  test("where nobody was, only if another operation has ended since", async () => {
    await inToyHome(async (root) => {
      const first = await start(root);
      const request = { tools: ["toy"], target: "beta" };
      const operation = await first.switcher.plan(request);
      const report = await first.switcher.apply(operation, { replan: "when-overtaken" });
      expect([report.outcome, first.plans()]).toEqual(["applied", 2]);

      const late = await start(root);
      const overtaken = await late.switcher.plan({ ...request, target: "alpha" });
      await switchTo(root, "a-long-target-name");
      const again = await late.switcher.apply(overtaken, { replan: "when-overtaken" });
      expect([again.outcome, again.stores[0]?.from, late.plans()]).toEqual([
        "applied",
        "a-long-target-name",
        3,
      ]);
      expect(new Set((await readOwners(join(root, "home"))).values())).toEqual(new Set(["alpha"]));
    });
  });
});
