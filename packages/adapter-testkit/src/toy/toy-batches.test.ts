import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StoreAdapter, Unit } from "@zcf/contract";
import { expect, test } from "vitest";
import { switcherOn, withHomes } from "./testing/dead-switch.ts";
import { toy } from "./toy-adapter.ts";

const MB = 2 ** 20;

/** The toy, with units that make a file each instead of its notes. */
function making(files: number, bytes: number): StoreAdapter {
  const adapter = toy();
  return {
    ...adapter,
    plan: async (store, view, goal) => {
      async function* units(): AsyncGenerator<Unit> {
        for (let index = 0; index < files; index += 1) {
          const file = view.path(store.home, "notes", `made-${index}.bin`);
          if ((await view.stat(file)) !== null) continue;
          const content = new Uint8Array(bytes).fill(index);
          const edit = { kind: "create", group: "notes", file, content, mode: 0o600 } as const;
          const common = { exclusive: [], locks: [], remember: [] } as const;
          yield { kind: "unit", id: `made-${index}`, group: "notes", edits: [edit], ...common };
        }
      }
      return { ...(await adapter.plan(store, view, goal)), units };
    },
  };
}

/** How many units each batch has. */
async function batchesIn(record: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const line of (await readFile(record, "utf8")).split("\n")) {
    const made = line.startsWith('{"type":"batch",') ? (JSON.parse(line) as { units: unknown[] }) : null;
    if (made !== null) found.push(made.units.length);
  }
  return found;
}

test.each([
  ["few bytes", 1, [5]],
  ["many bytes", 12 * MB, [3, 2]],
])("units of %s share a record as long as it stays short enough to be one line", async (_, bytes, expected) =>
  withHomes(async (root, home) => {
    const switcher = switcherOn(root, { adapters: [making(5, bytes)] });
    const report = await switcher.apply(await switcher.plan({ tools: ["toy"], target: "beta" }));
    expect(report.stores).toMatchObject([{ applied: { notes: 5 } }]);
    expect(await batchesIn(report.record ?? "")).toEqual(expected);
    expect((await readFile(join(home, "notes/made-4.bin"))).length).toBe(bytes);
  }),
);
