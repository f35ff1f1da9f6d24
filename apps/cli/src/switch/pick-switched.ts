import type { StoreAdapter } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import { canAsk } from "../apply/run-operation.ts";
import { settleStores } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import { presentTools } from "../stores/present-tools.ts";
import { usageError } from "../usage/cli-code.ts";
import { pickToolFromList } from "./pick-tool-from-list.ts";
import type { SwitchOptions } from "./switch-options.ts";

export interface Picking {
  readonly session: Session;
  readonly switcher: Switcher;
  readonly options: SwitchOptions;
}

/**
 * The tools that are to be switched, with what an earlier run left unfinished in them ended.
 *
 * The named one; with `--all` each that has the target; else the only one that is on this machine, or that has it. Where
 * that does not tell, somebody is asked. Throws `cli.which-tool`, `cli.no-tool-has` (usage).
 */
export async function pickSwitched(picking: Picking): Promise<readonly StoreAdapter[]> {
  const { session, switcher, options } = picking;
  const candidates =
    options.tool === undefined ? await candidateTools(picking) : [pickTool(switcher.adapters, options.tool)];
  const home = pickHome(session.runtime, options.home);
  for (const adapter of candidates) await settleStores({ session, switcher, options }, { adapter, ...home });
  if (options.tool !== undefined || (candidates.length === 1 && !options.all)) return candidates;
  return among(picking, candidates);
}

async function candidateTools({ session, switcher, options }: Picking): Promise<readonly StoreAdapter[]> {
  const present = await presentTools(session, switcher);
  const { home } = pickHome(session.runtime, options.home);
  if (home === undefined) return present;
  const there = await presentTools(session, switcher, home);
  return there.length < switcher.adapters.length ? there : present;
}

async function among(
  picking: Picking,
  candidates: readonly StoreAdapter[],
): Promise<readonly StoreAdapter[]> {
  const { session, options } = picking;
  const { target, all } = options;
  if (target === "-") return lastSwitched(picking, candidates);
  const having = target === undefined ? candidates : await toolsHaving(picking, candidates, target);
  if (all && target !== undefined) {
    if (having.length > 0) return having;
    throw usageError("cli.no-tool-has", { target });
  }
  if (having.length === 1) return having;
  if (canAsk(session, options))
    return [await pickToolFromList(session, having.length > 1 ? having : candidates)];
  throw usageError("cli.which-tool", { known: candidates.map(({ id }) => id) });
}

/** What was in use before is asked of the tool that was switched last. */
async function lastSwitched(
  { switcher }: Picking,
  candidates: readonly StoreAdapter[],
): Promise<readonly StoreAdapter[]> {
  for await (const { stores, outcome } of switcher.history()) {
    const switched = stores.filter(({ from, to }) => to !== null && to !== from);
    if (outcome.state === "rolled-back" || switched.length === 0) continue;
    const last = candidates.filter(({ id }) => switched.some(({ adapter }) => adapter === id));
    if (last.length === 1) return last;
    break;
  }
  throw usageError("cli.which-tool", { known: candidates.map(({ id }) => id) });
}

async function toolsHaving(
  { session, switcher, options }: Picking,
  candidates: readonly StoreAdapter[],
  target: string,
): Promise<readonly StoreAdapter[]> {
  const home = pickHome(session.runtime, options.home);
  const having: StoreAdapter[] = [];
  for (const adapter of candidates)
    if (await hasTarget(switcher, { tools: [adapter.id], ...home }, target)) having.push(adapter);
  return having;
}

/** A tool that cannot even be looked at is not the one that is meant. */
async function hasTarget(
  switcher: Switcher,
  query: Parameters<Switcher["inspect"]>[0],
  target: string,
): Promise<boolean> {
  try {
    const found = await switcher.inspect(query, "targets");
    return found.some(({ state }) => state.targets.some(({ id }) => id === target));
  } catch (error) {
    if (isSwitchError(error)) return false;
    throw error;
  }
}
