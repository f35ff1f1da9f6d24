import type { DiskReader } from "../disk/disk.ts";
import { isLocked } from "../lock/home-lock.ts";
import type { StateLayout } from "../state/layout.ts";
import { listPending, type Pending } from "./pending.ts";

/** Operations that are not over, and whose homes nobody works on at this moment. */
export async function interrupted(disk: DiskReader, layout: StateLayout): Promise<readonly Pending[]> {
  const pending = await listPending(disk, layout);
  const running = await Promise.all(
    pending.map(({ stores }) => Promise.all(stores.map(({ home }) => isLocked(disk, layout.locks(home))))),
  );
  return pending.filter((_, index) => !(running[index] ?? []).includes(true));
}
