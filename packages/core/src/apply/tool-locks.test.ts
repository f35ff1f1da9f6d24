import { describe, expect, test } from "vitest";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { filePath } from "../path.ts";
import { takeLocks } from "./tool-locks.ts";

const LOCK = {
  kind: "flock",
  file: filePath("/home/x/.codex/thread-writer-locks/1.lock"),
  presence: "ephemeral",
  coordination: filePath("/home/x/.codex/thread-writer-locks/.coordination.lock"),
  waitMs: 0,
} as const;

/** Names what is held; the coordination lock can be had as often as `gates` says. */
async function lockTable(gates: number): Promise<{ readonly disk: Disk; readonly held: Set<string> }> {
  const held = new Set<string>();
  const state = { gates };
  const flock: Disk["flock"] = async (path) => {
    if (path === LOCK.coordination && (state.gates -= 1) < 0) return null;
    held.add(path);
    return { release: async () => void held.delete(path) };
  };
  return {
    disk: { ...(await nodeDisk()), can: { sqlite: true, flock: true, processes: true, zstd: true }, flock },
    held,
  };
}

describe("a thread's writer lock", () => {
  test("is held alone: the coordination lock only while it is made", async () => {
    const { disk, held } = await lockTable(2);
    const taken = await takeLocks(disk, [LOCK]);
    expect([...held]).toEqual([LOCK.file]);
    if (typeof taken !== "string") await taken.release();
    expect(held.size).toBe(0);
  });

  test("is let go also when somebody sits on the coordination lock", async () => {
    const { disk, held } = await lockTable(1);
    const taken = await takeLocks(disk, [LOCK]);
    if (typeof taken !== "string") await taken.release();
    expect(held.size).toBe(0);
  });
});
