import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createContext } from "../context.ts";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { newOperationId } from "./operation-id.ts";

const NOON = Date.parse("2026-11-23T12:00:00.000Z");
const YEAR = 365 * 24 * 60 * 60 * 1000;

/** New ids, each of an operation that is over, or still pending, when the next one begins. */
async function idsAt(times: readonly number[], folder: "done" | "pending"): Promise<readonly string[]> {
  return inDirectory(async (root) => {
    const real = await nodeDisk();
    const ids: string[] = [];
    for (const time of times) {
      const disk: Disk = { ...real, now: () => time };
      const environment = { home: root, platform: "linux", variables: {} } as const;
      const context = await createContext({ adapters: [], environment, stateHome: root, disk });
      const id = await newOperationId(context);
      await mkdir(join(context.layout[folder], id), { recursive: true });
      ids.push(id);
    }
    return ids;
  });
}

test.each(["done", "pending"] as const)("ids sort in the order of their operations (%s)", async (folder) => {
  const now = [NOON, NOON, NOON, NOON - YEAR, NOON - YEAR, NOON + 1, NOON - 1, NOON + YEAR, NOON];
  const ids = await idsAt(now, folder);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids.map((id) => id.split("-")[0])).size).toBe(now.length);
});

test("hundreds of operations in one millisecond have ids of their own, in order", async () => {
  const ids = await idsAt(
    Array.from({ length: 300 }, () => NOON),
    "done",
  );
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(300);
});

test("an id says the time where no other one is in the way", async () => {
  expect(await idsAt([NOON], "done")).toEqual([expect.stringMatching(/^20261123T120000000Z-[0-9a-f]{8}$/)]);
});

test("what is no id beside them does not matter", async () => {
  await inDirectory(async (root) => {
    const disk: Disk = { ...(await nodeDisk()), now: () => NOON };
    const environment = { home: root, platform: "linux", variables: {} } as const;
    const context = await createContext({ adapters: [], environment, stateHome: root, disk });
    for (const name of [".DS_Store", "99999999T999999999Z-odd", "copy of 1"])
      await mkdir(join(context.layout.done, name), { recursive: true });
    expect(await newOperationId(context)).toMatch(/^20261123T120000000Z-/);
  });
});
