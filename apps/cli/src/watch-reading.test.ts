import type { FilePath, View } from "@zcf/contract";
import { expect, test } from "vitest";
import { adapter, store } from "./testing/fake-operation.ts";
import { watchReading } from "./watch-reading.ts";

test("each file counts once, and the answer is the view's own", async () => {
  // What a view does besides plays no part.
  const view = { memo: (_file, _key, compute) => compute(null) } as Partial<View> as View;
  const counts: number[] = [];
  const answers: number[] = [];
  const asking = watchReading(
    {
      ...adapter,
      plan: async (_, seen, goal) => {
        for (const name of ["/a", "/b", "/a"])
          answers.push(await seen.memo(name as FilePath, "length", async () => name.length));
        return adapter.plan(store, seen, goal);
      },
    },
    (count) => counts.push(count),
  );
  await asking.plan(store, view, { kind: "restore", sessions: null });
  expect(counts).toEqual([1, 2, 2]);
  expect(answers).toEqual([2, 2, 2]);
});

test("a signal is heard while files are read one right after the other", async () => {
  // What takes its time, and no turn of the event loop.
  const busy = (ms: number): void => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  };
  const memo: View["memo"] = async (_file, _key, compute) => {
    busy(5);
    return compute(null);
  };
  let heard = false;
  const reading = watchReading(
    {
      ...adapter,
      plan: async (_, seen, goal) => {
        setTimeout(() => (heard = true), 0);
        for (let index = 0; index < 20; index += 1)
          await seen.memo(String(index) as FilePath, "length", async () => index);
        return adapter.plan(store, seen, goal);
      },
    },
    () => {},
  );
  await reading.plan(store, { memo } as Partial<View> as View, { kind: "restore", sessions: null });
  expect(heard).toBe(true);
});
