import type { StoreAdapter } from "@zcf/contract";
import type { Operation } from "@zcf/core";
import { canAsk, requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { pickHome } from "../stores/pick-home.ts";
import { usageError } from "../usage/cli-code.ts";
import { chooseTarget } from "./choose-target.ts";
import { type Picking, pickSwitched } from "./pick-switched.ts";
import type { SwitchOptions } from "./switch-options.ts";

/** `zcf switch`: the one way to switch, whatever the spelling. */
export async function runSwitch(session: Session, options: SwitchOptions): Promise<ExitCode> {
  if (options.target === undefined && !canAsk(session, options)) throw usageError("cli.no-target");
  requireOneWay(options);
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const operation = await plan({ session, switcher, options });
  return runOperation({ session, switcher, options }, operation);
}

/** `--all` is about one target by its name, in whatever tool has it. */
function requireOneWay({ all, tool, home, target }: SwitchOptions): void {
  if (!all) return;
  const [other] = Object.entries({ "--tool": tool, "--home": home }).filter(
    ([, value]) => value !== undefined,
  );
  if (other !== undefined) throw usageError("cli.not-together", { option: "--all", other: other[0] });
  if (target === undefined || target === "-") throw usageError("cli.all-needs-target");
}

async function plan(picking: Picking): Promise<Operation> {
  const { session, switcher, options } = picking;
  const tools = await pickSwitched(picking);
  const target = await targetFor(picking, tools);
  const { force } = options;
  const sessions = options.sessions === undefined ? {} : { sessions: options.sessions };
  const home = pickHome(session.runtime, options.home);
  return switcher.plan({ tools: tools.map(({ id }) => id), target, force, ...sessions, ...home });
}

async function targetFor(
  { session, switcher, options }: Picking,
  [adapter]: readonly StoreAdapter[],
): Promise<string> {
  if (adapter === undefined) throw usageError("cli.no-target");
  const home = pickHome(session.runtime, options.home);
  return chooseTarget({ session, switcher, adapter, home }, options.target);
}
