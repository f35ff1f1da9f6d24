import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { usualHomes } from "../stores/default-homes.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { queryOf } from "../stores/query-of.ts";

/** `zcf backup list`: what is kept of the state before each operation. Writes nothing. */
export async function runBackupList(session: Session, options: StoreOptions): Promise<ExitCode> {
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  const backups = await switcher.backups(queryOf(session, switcher, options));
  const usual = await usualHomes(session, switcher);
  session.output.backups(backups, { adapters: switcher.adapters, usual });
  return EXIT.done;
}
