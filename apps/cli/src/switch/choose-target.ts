import type { StoreAdapter } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import { pickFromList } from "./pick-from-list.ts";

export interface Choice {
  readonly session: Session;
  readonly switcher: Switcher;
  readonly adapter: StoreAdapter;
  readonly home: { readonly home?: string };
}

/** The target id that is meant: `-` is the previous one, nothing is asked for. Throws a usage error. */
export async function chooseTarget(choice: Choice, written: string | undefined): Promise<string> {
  if (written === undefined) return askForTarget(choice);
  return written === "-" ? previousTarget(choice) : written;
}

async function previousTarget({ switcher, adapter, home }: Choice): Promise<string> {
  const previous = await switcher.previousTarget(adapter.id, home.home);
  if (previous !== null) return previous;
  throw new SwitchError({ kind: "usage", code: "no-previous", params: { tool: adapter.name } });
}

async function askForTarget({ session, switcher, adapter, home }: Choice): Promise<string> {
  const [found] = await switcher.inspect({ tools: [adapter.id], ...home }, "targets");
  if (found === undefined || found.state.targets.length === 0)
    throw usageError("cli.no-targets", { tool: adapter.name, home: found?.store.home ?? "" });
  return pickFromList(session, adapter.name, found.state);
}
