import { setImmediate } from "node:timers/promises";
import type { StoreAdapter, View } from "@zcf/contract";

/** So long may reading take before a signal is heard, in ms. */
const TURN_MS = 25;

/**
 * The adapter, telling while it inspects or plans how many files it has looked into.
 *
 * Files are read one right after the other, without a turn of the event loop in between: it gets one now and then, so
 * that Ctrl-C is heard.
 */
export function watchReading(adapter: StoreAdapter, onRead: (count: number) => void): StoreAdapter {
  return {
    ...adapter,
    inspect: (store, view, detail) => adapter.inspect(store, watched(view, onRead), detail),
    plan: (store, view, goal) => adapter.plan(store, watched(view, onRead), goal),
  };
}

/** What is kept of a file's content is asked for once and more; each file counts once. */
function watched(view: View, onRead: (count: number) => void): View {
  const files = new Set<string>();
  let turned = performance.now();
  return {
    ...view,
    memo: async (file, key, compute) => {
      files.add(file);
      onRead(files.size);
      if (performance.now() - turned > TURN_MS) {
        await setImmediate();
        turned = performance.now();
      }
      return view.memo(file, key, compute);
    },
  };
}
