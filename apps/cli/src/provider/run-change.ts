import type { ProviderChange, StoreAdapter } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { OperationOptions } from "../apply/operation-options.ts";
import { canAsk, requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { settleStores } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { askTool } from "./ask/ask-tool.ts";
import { onlyOwner } from "./find-provider.ts";
import { missingProgram } from "./missing-program.ts";
import type { PickedProvider, Wanted } from "./pick-provider.ts";
import { pickProvider } from "./pick-provider.ts";

export interface ChangeRun extends Wanted, OperationOptions {
  /** As of a switch. */
  readonly force?: boolean;
}

/** Which of several tools it is, by what was written; `null` where that does not tell. */
export type Tell = (
  tools: readonly StoreAdapter[],
  id: string | null,
  switcher: Switcher,
) => Promise<StoreAdapter | null>;

/** The one that has the provider. */
export const ownerOf: Tell = (tools, id, switcher) => onlyOwner(switcher, tools, id);

/** Says what is to change, once it is known of which tool. */
export type MakeChange = (picked: PickedProvider, switcher: Switcher) => Promise<ProviderChange>;

/** The one way in which a provider is changed: an operation like any other. */
export async function runChange(
  session: Session,
  options: ChangeRun,
  { tell, make }: { readonly tell: Tell; readonly make: MakeChange },
): Promise<ExitCode> {
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const choose: Parameters<typeof pickProvider>[0]["choose"] = async (tools, id) => {
    const told = await tell(tools, id, switcher);
    return told ?? (canAsk(session, options) ? askTool(session, tools) : null);
  };
  const picked = await pickProvider({ session, switcher, choose }, options);
  const { adapter, home } = picked;
  await settleStores({ session, switcher, options }, { adapter, ...home });
  const change = await make(picked, switcher);
  const { force = false } = options;
  const missing = missingProgram(adapter, change, session.runtime.environment);
  if (missing !== null) session.output.onEvent({ type: "notice", tool: adapter.id, notice: missing });
  const operation = await switcher.plan({ tools: [adapter.id], providers: [change], force, ...home });
  return runOperation({ session, switcher, options }, operation);
}
