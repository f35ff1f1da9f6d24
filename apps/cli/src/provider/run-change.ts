import type { ProviderChange } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { OperationOptions } from "../apply/operation-options.ts";
import { canAsk, requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { settleStores } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { askTool } from "./ask/ask-tool.ts";
import type { PickedProvider, Wanted } from "./pick-provider.ts";
import { pickProvider } from "./pick-provider.ts";

export interface ChangeRun extends Wanted, OperationOptions {
  /** As of a switch. */
  readonly force?: boolean;
}

/** Says what is to change, once it is known of which tool. */
export type MakeChange = (picked: PickedProvider, switcher: Switcher) => Promise<ProviderChange>;

/** The one way in which a provider is changed: an operation like any other. */
export async function runChange(session: Session, options: ChangeRun, make: MakeChange): Promise<ExitCode> {
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const choose: Parameters<typeof pickProvider>[0]["choose"] = async (tools) =>
    canAsk(session, options) ? askTool(session, tools) : null;
  const picked = await pickProvider({ session, switcher, choose }, options);
  const { adapter, home } = picked;
  await settleStores({ session, switcher, options }, { adapter, ...home });
  const change = await make(picked, switcher);
  const { force = false } = options;
  const operation = await switcher.plan({ tools: [adapter.id], providers: [change], force, ...home });
  return runOperation({ session, switcher, options }, operation);
}
