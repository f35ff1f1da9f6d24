import { digestOf } from "../apply/steps.ts";
import type { DiskReader } from "../disk/disk.ts";
import { changed } from "../errors.ts";
import type { StorePlan } from "./operation.ts";

/** Throws `changed` (conflict) where a file that a plan counts on is not as it was read. */
export async function requireGuards(disk: DiskReader, { plan }: StorePlan): Promise<void> {
  for (const { file, base } of plan.guards ?? [])
    if ((await digestOf(disk, file)) !== base) throw changed(file);
}
