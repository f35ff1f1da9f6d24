import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test("results come in the items' order, however long each takes, a bounded number at a time", async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number): Promise<number> => {
    most = Math.max(most, (running += 1));
    await new Promise((done) => setTimeout(done, (item * 7) % 5));
    running -= 1;
    return item * 2;
  };
  expect(await collect(inOrder(range(40), work))).toEqual(range(40).map((item) => item * 2));
  expect(most).toBe(8);
  expect(await collect(inOrder([], work))).toEqual([]);
});

test("the first failure ends it, later ones are not left unhandled", async () => {
  const work = async (item: number): Promise<number> => {
    await Promise.resolve();
    if (item >= 3) throw new Error(`item ${String(item)}`);
    return item;
  };
  const seen: number[] = [];
  await expect(async () => {
    for await (const item of inOrder(range(20), work)) seen.push(item);
  }).rejects.toThrow("item 3");
  expect(seen).toEqual([0, 1, 2]);
});

test("nothing more is begun once nobody listens", async () => {
  let begun = 0;
  for await (const item of inOrder(range(100), async (one) => ((begun += 1), one))) if (item === 2) break;
  expect(begun).toBeLessThan(20);
});
