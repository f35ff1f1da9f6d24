import type { OperationOptions } from "../apply/operation-options.ts";
import { requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { settleStores } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import { withSessions } from "../stores/with-sessions.ts";
import { namedSessions } from "./named-sessions.ts";

export interface SyncOptions extends StoreOptions, OperationOptions {
  /** A target; the current one when left out. */
  readonly to: string | undefined;
  /** Ids; none means all of them. */
  readonly threads: readonly string[];
}

/** `zcf sessions sync`: moves sessions to a target and changes nothing else. */
export async function runSync(session: Session, options: SyncOptions): Promise<ExitCode> {
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const adapter = pickTool(withSessions(switcher.adapters), options.tool);
  const home = pickHome(session.runtime, options.home);
  await settleStores({ session, switcher, options }, { adapter, ...home });
  const operation = await switcher.plan({
    tools: [adapter.id],
    ...home,
    sync: namedSessions(options.threads),
    ...(options.to === undefined ? {} : { to: options.to }),
  });
  return runOperation({ session, switcher, options }, operation);
}
