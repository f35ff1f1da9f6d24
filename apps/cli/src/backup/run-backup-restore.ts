import type { OperationOptions } from "../apply/operation-options.ts";
import { requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { settleFirst } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { homesOf, namedOperation } from "../stores/named-operation.ts";

export interface BackupRestoreOptions extends OperationOptions {
  /** Of an operation. */
  readonly id: string;
  readonly force: boolean;
}

/** `zcf backup restore`: puts files back as they were before an operation, in its own homes. */
export async function runBackupRestore(session: Session, options: BackupRestoreOptions): Promise<ExitCode> {
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const named = await namedOperation(switcher, options.id);
  for (const query of named === null ? [] : homesOf(named))
    await settleFirst({ session, switcher, options }, query);
  const { force } = options;
  const operation = await switcher.plan({ fromBackup: named?.id ?? options.id, force });
  return runOperation({ session, switcher, options }, operation);
}
