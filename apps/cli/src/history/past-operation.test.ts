import type { HistoryEntry } from "@zcf/core";
import { expect, test } from "vitest";
import { groupsLeft, type PastOperation, pastOperations } from "./past-operation.ts";

const EDITS = { config: 1, auth: 1, sessions: 3 };

function entry(id: string, of: string | null, change: Partial<HistoryEntry> = {}): HistoryEntry {
  const purpose = of === null ? ({ goal: "switch" } as const) : ({ goal: "revert", of } as const);
  const outcome = { state: "committed", applied: 3, skipped: 0, edits: EDITS } as const;
  return {
    id,
    time: "2026-11-23T06:24:00.000Z",
    purpose,
    stores: [],
    backup: "selective",
    outcome,
    ...change,
  };
}

function edited(edits: HistoryEntry["outcome"]["edits"]): Pick<HistoryEntry, "outcome"> {
  return { outcome: { state: "committed", applied: 0, skipped: 0, edits } };
}

async function all(newestFirst: readonly HistoryEntry[]): Promise<readonly PastOperation[]> {
  const found: PastOperation[] = [];
  for await (const past of pastOperations(each(newestFirst))) found.push(past);
  return found;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function undoneBy(
  newestFirst: readonly HistoryEntry[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = await all(newestFirst);
  return Object.fromEntries(found.map(({ entry: { id }, undoneBy: by }) => [id, by.map((undo) => undo.id)]));
}

test("an operation is undone by a later undo of it", async () => {
  expect(await undoneBy([entry("u", "a"), entry("b", null), entry("a", null)])).toEqual({
    u: [],
    b: [],
    a: ["u"],
  });
});

test("an undo that was undone itself does not count, and counts again when that is undone", async () => {
  const chain = [entry("u3", "u2"), entry("u2", "u1"), entry("u1", "a"), entry("a", null)];
  expect(await undoneBy(chain)).toEqual({ u3: [], u2: ["u3"], u1: [], a: ["u1"] });
  expect(await undoneBy(chain.slice(1))).toEqual({ u2: [], u1: ["u2"], a: [] });
});

test("an undo of which only a part was undone still stands in the rest", async () => {
  const part = entry("p", "u", edited({ sessions: 3 }));
  expect(await undoneBy([part, entry("u", "a"), entry("a", null)])).toEqual({ p: [], u: ["p"], a: ["u"] });
});

test("neither one that was rolled back nor the restore of a backup is an undo", async () => {
  const rolledBack = entry("r", "a", {
    outcome: { state: "rolled-back", applied: 0, skipped: 0, edits: {} },
  });
  const restored = entry("b", "a", { purpose: { goal: "revert", of: "a", backup: true } });
  expect(await undoneBy([rolledBack, restored, entry("a", null)])).toEqual({ r: [], b: [], a: [] });
});

test("several undos of parts add up", async () => {
  const parts = [entry("s", "a", edited({ sessions: 3 })), entry("c", "a", edited({ config: 1 }))];
  const [, , past] = await all([...parts, entry("a", null)]);
  expect(past!.undoneBy.map(({ id }) => id)).toEqual(["s", "c"]);
  expect(groupsLeft(past!.entry, past!.undoneBy)).toEqual(["auth"]);
});
