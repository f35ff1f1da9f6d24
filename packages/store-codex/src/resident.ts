import type { Notice, Store, View } from "@zcf/contract";
import { codexProcesses, usesHome } from "./codex-processes.ts";
import { hint, info, type Problem, problem, warning } from "./report.ts";
import { isResident } from "./resident-command.ts";
import { stateDatabases } from "./sessions/index.ts";

/** Restarts the daemon the TUI starts (0.158 on); 0.6 s with 0.169. Other residents are stopped by hand. */
const RESTART = "codex app-server daemon restart";

/** What running Codex processes mean for a plan. */
export interface ResidentReport {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/**
 * Looks for Codex processes that stay: they keep the credential they started with for as long as they live, and would
 * send it to the new server (0.169: app-server and TUI daemon). A changed config reaches their next thread.
 */
export async function residentReport(
  store: Store,
  view: View,
  changes: { readonly config: boolean; readonly auth: boolean },
): Promise<ResidentReport> {
  if (!changes.config && !changes.auth) return { problems: [], notices: [] };
  if (!view.can.processes) {
    return {
      problems: [],
      notices: changes.auth ? [warning("codex.processes-unknown", { command: RESTART })] : [],
    };
  }
  const pids = await residents(store, view);
  if (pids.length === 0) return { problems: [], notices: [] };
  const params = { pids: pids.map(String), command: RESTART };
  if (!changes.auth) return { problems: [], notices: [info("codex.restart-needed", params)] };
  const options = { forceable: true, hint: hint("codex.hint-restart", { command: RESTART }) };
  return { problems: [problem("codex.resident-process", params, options)], notices: [] };
}

/** The pids of resident Codex processes of this home, sorted. */
async function residents(store: Store, view: View): Promise<readonly number[]> {
  const staying = (await codexProcesses(view)).filter(({ args }) => isResident(args));
  if (staying.length === 0) return [];
  const holders = await databaseHolders(store, view);
  const pids: number[] = [];
  for (const process of staying) {
    // One whose variables cannot be seen is ending, or another user's: only its open database tells.
    const isOurs = holders.has(process.pid) || (await usesHome(process, store.home, view)) === true;
    if (isOurs) pids.push(process.pid);
  }
  return pids.toSorted((a, b) => a - b);
}

async function databaseHolders(store: Store, view: View): Promise<ReadonlySet<number | null>> {
  const databases = await stateDatabases(store, view);
  const holders = await Promise.all(databases.map((database) => view.holders(database)));
  return new Set(holders.flat().map(({ pid }) => pid));
}
