import type { HistoryEntry, Operation, Switcher } from "@zcf/core";
import { expect, test } from "vitest";
import { findUndone, type Undone } from "./undone.ts";

function entry(id: string, of?: string): HistoryEntry {
  const outcome = { state: "committed", applied: 0, skipped: 0, edits: { config: 1 } } as const;
  const purpose = of === undefined ? ({ goal: "switch" } as const) : ({ goal: "revert", of } as const);
  return { id, time: "2026-11-23T06:24:00.000Z", purpose, stores: [], backup: "selective", outcome };
}

async function undoing(of: string, newestFirst: readonly HistoryEntry[]): Promise<Undone | null> {
  const history = async function* (): AsyncGenerator<HistoryEntry> {
    yield* newestFirst;
  };
  const operation: Operation = { request: { undo: of }, purpose: { goal: "revert", of }, stores: [] };
  return findUndone({ history } as unknown as Switcher, operation);
}

const HISTORY = [entry("u2", "u1"), entry("u1", "a"), entry("a")];

test.each([
  ["a", "undo", "a"],
  ["u1", "redo", "a"],
  ["u2", "undo", "a"],
])("taking back %s is the %s of %s", async (of, way, id) => {
  expect(await undoing(of, HISTORY)).toMatchObject({ way, entry: { id }, only: null });
});

test("goes back as far as the history goes", async () => {
  expect(await undoing("u1", HISTORY.slice(0, 2))).toMatchObject({ way: "undo", entry: { id: "u1" } });
});

test("the restore of a backup is no undo", async () => {
  const purpose = { goal: "revert", of: "a", backup: true } as const;
  const operation: Operation = { request: { fromBackup: "a" }, purpose, stores: [] };
  expect(await findUndone({} as Switcher, operation)).toBeNull();
});
