import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, type Terms } from "./judge.ts";
import type { OperationRecord } from "./operation-record.ts";

const MANY = { keep: 1000, maxBytes: Number.MAX_SAFE_INTEGER, inUse: [] };

interface Sketch {
  readonly homes: readonly string[];
  readonly state?: OperationRecord["outcome"]["state"];
  readonly bytes?: number;
  /** How many operations before it is the one that it took back. */
  readonly of?: number;
}

/** Oldest first, as they were done; the newest first, as they are judged. */
function history(sketches: readonly Sketch[]): readonly OperationRecord[] {
  const idOf = (index: number): string => `op-${String(index).padStart(4, "0")}`;
  const records = sketches.map(({ homes, state = "committed", bytes = 10, of }, index): OperationRecord => {
    const isRevert = of !== undefined && index >= of;
    return {
      id: idOf(index),
      time: "2026-11-23T00:00:00.000Z",
      purpose: isRevert ? { goal: "revert", of: idOf(index - of) } : { goal: "switch" },
      stores: homes.map((home) => ({ adapter: "toy", home, from: "a", to: "b" })),
      backup: "selective",
      outcome: { state, applied: 0, skipped: 0, edits: state === "rolled-back" ? {} : { config: 1 } },
      bytes,
      restorable: true,
    };
  });
  return records.toReversed();
}

/** What went, by place in the sketch, and why the others stayed. */
function outcome(sketches: readonly Sketch[], terms: Partial<Terms>): readonly (string | null)[] {
  return judge(history(sketches), { ...MANY, ...terms })
    .map(({ kept }) => kept)
    .toReversed();
}

const A = { homes: ["a"] };
const B = { homes: ["b"] };

describe("what stays", () => {
  test("by count: so many of each home, and of several homes what one of them keeps", () => {
    expect(outcome([A, A, B, A], { keep: 1 })).toEqual([null, null, "newest", "newest"]);
    expect(outcome([{ homes: ["a", "b"] }, A, A], { keep: 1 })).toEqual(["newest", null, "newest"]);
    expect(outcome([A, A, A], { keep: 2 })).toEqual([null, "within-limits", "newest"]);
  });

  test("by bytes: the oldest goes first, and no more than must", () => {
    const sized = [30, 20, 10, 5].map((bytes) => ({ ...A, bytes }));
    expect(outcome(sized, { maxBytes: 64 })).toEqual([null, "within-limits", "within-limits", "newest"]);
    expect(outcome(sized, { maxBytes: 34 })).toEqual([null, null, "within-limits", "newest"]);
    expect(outcome(sized, { maxBytes: 65 })).not.toContain(null);
  });

  test("the newest that stands, where the newest was rolled back", () => {
    const back = { ...A, state: "rolled-back" } as const;
    expect(outcome([A, A, back, back], { keep: 0 })).toEqual([null, "undo", null, "newest"]);
  });

  test("what an undo took back, and further back after each that was interrupted", () => {
    const undo = { ...A, of: 1 };
    const half = { ...A, of: 1, state: "interrupted" } as const;
    expect(outcome([A, A, undo], { keep: 0 })).toEqual([null, "undo", "newest"]);
    expect(outcome([A, A, undo, undo], { keep: 0 })).toEqual([null, null, "undo", "newest"]);
    expect(outcome([A, A, half, undo], { keep: 0 })).toEqual([null, "undo", "undo", "newest"]);
    expect(outcome([A, A, half, half, undo], { keep: 0 })).toEqual([null, "undo", "undo", "undo", "newest"]);
  });

  test("what is taken back right now, and all that is younger", () => {
    expect(outcome([A, A, A, A], { keep: 0, inUse: ["op-0001"] })).toEqual([
      null,
      "in-use",
      "in-use",
      "newest",
    ]);
  });

  test("a record that says it took back itself leads nowhere", () => {
    expect(outcome([A, { ...A, of: 0 }], { keep: 0 })).toEqual([null, "newest"]);
  });
});

const sketch: fc.Arbitrary<Sketch> = fc.record(
  {
    homes: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 }),
    state: fc.constantFrom("committed", "interrupted", "rolled-back"),
    bytes: fc.nat(1000),
    of: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ["homes"] },
);
const terms = fc.record({ keep: fc.nat(6), maxBytes: fc.nat(6000), inUse: fc.constant([]) });

/** As `zcf undo --home` finds it. */
function nextUndo(records: readonly OperationRecord[], home: string): string | undefined {
  return records.find(
    ({ stores, outcome: { state } }) => state !== "rolled-back" && stores.some((note) => note.home === home),
  )?.id;
}

test("whatever the history and the limits, undo finds the same operation in what is left, and so does redo after it", () => {
  fc.assert(
    fc.property(fc.array(sketch, { maxLength: 20 }), terms, (sketches, limits) => {
      const records = history(sketches);
      const left = judge(records, limits).flatMap(({ record, kept }) => (kept === null ? [] : [record]));
      for (const home of ["a", "b", "c"]) {
        const next = nextUndo(records, home);
        expect(nextUndo(left, home)).toBe(next);
        const taken = records.find(({ id }) => id === next)?.purpose.of;
        if (taken !== undefined) expect(left.map(({ id }) => id)).toContain(taken);
      }
      expect(left[0]).toBe(records[0]);
    }),
  );
});

test("what is left is within the limits, but for what may not go; and judged again all of it stays", () => {
  fc.assert(
    fc.property(fc.array(sketch, { maxLength: 20 }), terms, (sketches, limits) => {
      const judged = judge(history(sketches), limits);
      const left = judged.filter(({ kept }) => kept !== null);
      const free = left.filter(({ kept }) => kept === "within-limits");
      const bytes = left.reduce((sum, { record }) => sum + record.bytes, 0);
      if (free.length > 0) expect(bytes).toBeLessThanOrEqual(limits.maxBytes);
      const again = judge(
        left.map(({ record }) => record),
        limits,
      );
      expect(again.map(({ kept }) => kept)).not.toContain(null);
    }),
  );
});
