import type { Notice, Process, Store, View } from "@zcf/contract";
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
  const all = await view.processes({ names: ["codex"], variables: ["CODEX_HOME", "HOME"] });
  const staying = all.filter(({ args }) => isResident(args));
  if (staying.length === 0) return [];
  const holders = await databaseHolders(store, view);
  return staying
    .filter((process) => holders.has(process.pid) || uses(process, store))
    .map(({ pid }) => pid)
    .toSorted((a, b) => a - b);
}

// One whose variables cannot be seen is ending, or another user's: it has another home, or its database tells.
function uses({ variables }: Process, { home }: Store): boolean {
  const own = variables["CODEX_HOME"] ?? "";
  if (own !== "") return samePath(own, home);
  const user = variables["HOME"];
  return user !== undefined && samePath(`${user}/.codex`, home);
}

function samePath(left: string, right: string): boolean {
  return normal(left) === normal(right);
}

function normal(path: string): string {
  return path.replace(/[\\/]+/g, "/").replace(/\/$/, "");
}

// The same home under another name, a symbolic link, is told by its database being open.
async function databaseHolders(store: Store, view: View): Promise<ReadonlySet<number | null>> {
  const databases = await stateDatabases(store, view);
  const holders = await Promise.all(databases.map((database) => view.holders(database)));
  return new Set(holders.flat().map(({ pid }) => pid));
}
