import { SwitchError } from "@zcf/contract";
import type { Context } from "../context.ts";
import type { Resolved } from "../operation/make-plan.ts";
import type { BackupRequest } from "../request.ts";

/** What it takes to put files back as a backup has them. Throws `no-backup` (usage). */
export async function resolveBackup(_context: Context, { fromBackup }: BackupRequest): Promise<Resolved> {
  throw new SwitchError({ kind: "usage", code: "no-backup", params: { backup: fromBackup } });
}
