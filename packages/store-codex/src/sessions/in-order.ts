/** How many are in flight at once: enough to hide the wait for the disk, few enough to keep memory flat. */
const WIDTH = 8;

/** Works on several items at a time and yields the results in the items' order; the first failure ends it. */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for (const item of items) {
    if (running.length === WIDTH) yield* settled(running.splice(0, 1));
    running.push(begin(item, work));
  }
  yield* settled(running);
}

async function* settled<Result>(results: readonly Promise<Result>[]): AsyncGenerator<Result> {
  for (const result of results) yield await result;
}

/** Its failure is seen when its turn comes; when an earlier one failed, nobody looks. */
function begin<Item, Result>(item: Item, work: (item: Item) => Promise<Result>): Promise<Result> {
  const result = work(item);
  result.catch(() => {});
  return result;
}
