import { closeSync, openSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { nodeDisk } from "../../disk/node-disk.ts";
import { lockHome } from "../home-lock.ts";

/**
 * Takes the lock again and again, and has a file while it holds it that nobody else may have made.
 *
 * Throws when somebody has (`EEXIST`), or when the lock is not to be had.
 */
export async function contend(root: string, rounds: number): Promise<void> {
  const disk = await nodeDisk();
  const inside = join(root, "inside");
  const options = { directory: join(root, "lock"), home: "/home", command: "zcf", waitMs: 120_000 };
  for (let round = 0; round < rounds; round += 1) {
    const held = await lockHome(disk, options);
    closeSync(openSync(inside, "wx"));
    await disk.wait(1);
    unlinkSync(inside);
    await held.release();
    // Or the other one would find the lock free only by chance.
    await disk.wait(Number.parseInt(disk.nonce(), 16) % 30);
  }
}
