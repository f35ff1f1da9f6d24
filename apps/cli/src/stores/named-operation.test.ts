import type { HistoryEntry, Pending } from "@zcf/core";
import { expect, test } from "vitest";
import { homesOf, namedOperation } from "./named-operation.ts";

const stores = [{ adapter: "toy", home: "/h", from: "a", to: "b" }];
const OVER = { id: "20261123T071953161Z-47d9a162", stores };
const PENDING = { id: "20261123T071955231Z-ace12a9c", stores };

const switcher = {
  unfinished: async () => [PENDING as unknown as Pending],
  history: async function* () {
    yield OVER as unknown as HistoryEntry;
  },
};

test.each([
  [OVER.id, OVER],
  ["47d9a162", OVER],
  ["20261123T071955", PENDING],
  ["elsewhere", null],
])("%s", async (written, found) => {
  expect(await namedOperation(switcher, written)).toEqual(found);
});

test("one that is over and one that is not may be meant both", async () => {
  await expect(namedOperation(switcher, "20261123")).rejects.toMatchObject({ code: "ambiguous" });
});

test("where it wrote", () => {
  expect(homesOf(OVER)).toEqual([{ tools: ["toy"], home: "/h" }]);
});
