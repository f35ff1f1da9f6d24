import type { Operation, Switcher } from "@zcf/core";
import { canAsk, requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { settleStores } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import { usageError } from "../usage/cli-code.ts";
import { chooseTarget } from "./choose-target.ts";
import type { SwitchOptions } from "./switch-options.ts";

/** `zcf switch`: the one way to switch, whatever the spelling. */
export async function runSwitch(session: Session, options: SwitchOptions): Promise<ExitCode> {
  if (options.target === undefined && !canAsk(session, options)) throw usageError("cli.no-target");
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const operation = await plan(session, switcher, options);
  return runOperation({ session, switcher, options }, operation);
}

async function plan(session: Session, switcher: Switcher, options: SwitchOptions): Promise<Operation> {
  const adapter = pickTool(switcher.adapters, options.tool);
  const home = pickHome(session.runtime, options.home);
  await settleStores({ session, switcher, options }, { adapter, ...home });
  const target = await chooseTarget({ session, switcher, adapter, home }, options.target);
  const { force } = options;
  const sessions = options.sessions === undefined ? {} : { sessions: options.sessions };
  return switcher.plan({ tools: [adapter.id], target, force, ...sessions, ...home });
}
