import type { Switcher } from "@zcf/core";
import type { OperationOptions } from "../apply/operation-options.ts";
import { requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { settleFirst } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";

export interface BackupRestoreOptions extends OperationOptions {
  /** Of an operation. */
  readonly id: string;
  readonly force: boolean;
}

/** `zcf backup restore`: puts files back as they were before an operation, in its own homes. */
export async function runBackupRestore(session: Session, options: BackupRestoreOptions): Promise<ExitCode> {
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const { id, force } = options;
  for (const { adapter, home } of await storesOf(switcher, id))
    await settleFirst({ session, switcher, options }, { tools: [adapter], home });
  const operation = await switcher.plan({ fromBackup: id, force });
  return runOperation({ session, switcher, options }, operation);
}

async function storesOf(switcher: Switcher, id: string) {
  for await (const entry of switcher.history()) if (entry.id === id) return entry.stores;
  return [];
}
