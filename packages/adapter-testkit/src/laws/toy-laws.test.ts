import { test as vitest } from "vitest";
import type { TestFunction } from "../faults/fault-matrix.ts";
import { testAdapter } from "./test-adapter.ts";
import { toyOptions } from "./testing/toy-options.ts";

const test: TestFunction = (name, run) => vitest(name, { timeout: 1_800_000 }, run);

testAdapter(test, {
  ...toyOptions(),
  // `toy-faults.test.ts` runs the matrix, and for undo as well.
  off: { dies: "it is run for more operations in toy-faults.test.ts" },
});
