import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { faultMatrix, type Scenario, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "./adapter.ts";
import { CONFIG, forkOf, LONGER, revertOf, root } from "./sessions/testing/made-up-family.ts";
import { type Segment, writeHistory } from "./sessions/testing/made-up-history.ts";
import { codexScenario, longTest, switchTo, undo } from "./testing/deaths-scenario.ts";

/** Invariants 2 and 7: files that point into each other, and the offsets stored of them, are one side all together. */
const FAMILY: readonly Segment[] = [
  // A thread, its revert, a fork of that, and an archived, compressed fork of the root.
  root,
  revertOf(0),
  { ...root, from: { segment: 1, turn: 1, how: "fork" } },
  { ...forkOf(0), archived: true, compressed: true },
];

async function makeHome(home: string): Promise<void> {
  await writeHistory(home, FAMILY);
  await writeFile(join(home, "config.toml"), CONFIG);
  await writeFile(join(home, "thread-writer-locks/.coordination.lock"), "");
}

test("the family grows as one", () =>
  withTemporaryDirectory(async (directory) => {
    const home = join(directory, "home");
    await makeHome(home);
    const switcher = createSwitcher({
      adapters: [codex()],
      environment: { home: directory, platform: "linux", variables: { CODEX_HOME: home } },
      stateHome: join(directory, "zcf"),
    });
    const report = await switcher.apply(await switcher.plan({ tools: ["codex"], target: LONGER }));
    expect(report.stores[0]).toMatchObject({ applied: { sessions: 3 }, skipped: [] });
  }));

const common: Pick<Scenario, "makeHome" | "setOf" | "decode"> = {
  makeHome,
  setOf: (entry) => (/\.jsonl|\.sqlite /.test(entry) ? "family" : undefined),
  // Taken back, a compressed file says what it said, in bytes that another encoder may have written differently.
  decode: (name, content) => (name.endsWith(".zst") ? zstdDecompressSync(content) : content),
};

faultMatrix(longTest, codexScenario("a family that grows", { ...common, request: switchTo(LONGER) }));

faultMatrix(
  longTest,
  codexScenario("undo of a family that grew", { ...common, earlier: [switchTo(LONGER)], request: undo }),
);
