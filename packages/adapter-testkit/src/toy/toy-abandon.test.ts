import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { differences, readTree } from "../homes/read-tree.ts";
import { BETA, journalIn, switcherOn, withSwapped } from "./testing/dead-switch.ts";

describe("what recovery cannot take back", () => {
  const changes: readonly (readonly [string, (config: string) => Promise<void>])[] = [
    ["changed by somebody else", (config) => writeFile(config, "mine\n")],
    [
      "replaced by a directory",
      async (config) => {
        await rm(config);
        await mkdir(config);
      },
    ],
    ["removed", (config) => rm(config)],
  ];

  test.each(changes)("a file that was %s stays until it is abandoned", (_, change) =>
    withSwapped(async (root, home, other) => {
      const config = join(home, "config.txt");
      await change(config);
      const before = await readTree(home);
      const switcher = switcherOn(root);
      const journal = await journalIn(root);
      const [{ id } = { id: "" }] = await switcher.unfinished();
      const failure = {
        kind: "unfinished",
        code: "unfinished",
        disk: "unfinished",
        params: { operation: id, files: [config], journal },
      };
      await expect(switcher.recover()).rejects.toMatchObject(failure);
      const elsewhere = await switcher.apply(await switcher.plan({ ...BETA, home: other }));
      expect(elsewhere.outcome).toBe("applied");
      expect(await switcher.recover({ abandon: true })).toEqual([
        { operation: id, state: "abandoned", foreign: [config] },
      ]);
      expect(differences(before, await readTree(home)).filter((name) => name === "config.txt")).toEqual([]);
      expect(await readdir(home)).not.toContain("key.txt");
      expect(await switcher.unfinished()).toEqual([]);
      expect(await readdir(join(root, "state/operations/done", id))).toContain("sealed.json");
      for await (const entry of switcher.history())
        if (entry.id === id) expect(entry.outcome).toMatchObject({ state: "abandoned", edits: {} });
    }),
  );

  test("keeps every other writing operation off its home, and off no other", () =>
    withSwapped(async (root, home, other) => {
      const switcher = switcherOn(root);
      const operation = await switcher.plan({ tools: ["toy"], target: "a-long-target-name" });
      await writeFile(join(home, "config.txt"), "target=alpha\n");
      const before = await readTree(home, { skip: (name) => name.includes("key.txt") });
      await writeFile(join(home, "config.txt"), "target=neither\n");
      await expect(switcher.apply(operation)).rejects.toMatchObject({
        kind: "unfinished",
        code: "unfinished",
      });
      const after = await readTree(home, { skip: (name) => name.includes("key.txt") });
      expect(differences(before, after)).toEqual(["config.txt"]);
      expect(await readFile(join(home, "config.txt"), "utf8")).toBe("target=neither\n");
      const elsewhere = await switcher.plan({ ...BETA, home: other });
      expect((await switcher.apply(elsewhere)).outcome).toBe("applied");
    }));
});
