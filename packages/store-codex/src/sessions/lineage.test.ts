import * as fc from "fast-check";
import { expect, test } from "vitest";
import { growingGroups, type Kin, withAncestors } from "./lineage.ts";

function kin(name: string, continues: readonly string[], grows: boolean): Kin {
  return { segments: [name], continues, grows };
}

test("ten thousand forks of one thread are grouped in less than a second", () => {
  const forks = Array.from({ length: 10_000 }, (_, index) => kin(`fork-${index}`, ["root"], true));
  const start = performance.now();
  const [group, ...rest] = growingGroups([kin("root", [], true), ...forks]);
  expect([group?.length, rest]).toEqual([10_001, []]);
  expect(performance.now() - start).toBeLessThan(1000);
});

const families = fc
  .array(fc.record({ of: fc.array(fc.nat(11), { maxLength: 2 }), grows: fc.boolean() }), { maxLength: 12 })
  .map((threads) =>
    threads.map(({ of, grows }, index) =>
      kin(
        String(index),
        of.map((parent) => String(parent)),
        grows,
      ),
    ),
  );

test("a group has all that continues what grows in it, also without somebody and all that they continue", () => {
  const isClosed = (group: readonly Kin[], threads: readonly Kin[]): boolean => {
    const moving = group.filter(({ grows }) => grows).flatMap(({ segments }) => segments);
    return threads.every(
      (one) => group.includes(one) || !one.continues.some((segment) => moving.includes(segment)),
    );
  };
  fc.assert(
    fc.property(families, fc.nat(), (threads, pick) => {
      const groups = growingGroups(threads);
      expect(new Set(groups.flat()).size).toBe(groups.flat().length);
      expect(threads.filter(({ grows }) => grows).every((one) => groups.flat().includes(one))).toBe(true);
      for (const group of groups) {
        expect(isClosed(group, threads)).toBe(true);
        const blocked = withAncestors(group.slice(pick % group.length).slice(0, 1), group);
        const rest = group.filter((one) => !blocked.has(one));
        expect(isClosed(rest, group)).toBe(true);
      }
    }),
  );
});
