import type { Process, View } from "@zcf/contract";
import { OWNED_KEYS } from "./owned-keys.ts";

/** The executable, and what runs the npm package where that is a script. */
const NAMES = ["claude", "node"];

/** The script of the npm package, or the link to it. */
const SCRIPT = /(^|[\\/])(claude|claude-code[\\/]cli\.(m|c)?js)$/;

/** The running sessions of a home. */
export interface Sessions {
  /** Process ids, as text; those whose home cannot be told count as well. */
  readonly pids: readonly string[];
  /** Whether running programs can be seen here at all. */
  readonly areKnown: boolean;
  /** Owned keys in the environment of one of them: it has them until settings mask them. */
  readonly variables: readonly string[];
}

/** Every running Claude Code that uses the home. */
export async function readSessions(view: View, home: string): Promise<Sessions> {
  const variables = ["CLAUDE_CONFIG_DIR", "HOME", ...OWNED_KEYS.map(({ key }) => key)];
  const all = await view.processes({ names: NAMES, variables });
  const own: Process[] = [];
  for (const one of all.filter(isClaude)) if ((await usesHome(one, home, view)) !== false) own.push(one);
  const set = own.flatMap((one) =>
    Object.entries(one.variables).flatMap(([name, value]) => (value ? [name] : [])),
  );
  return {
    pids: own.map(({ pid }) => String(pid)),
    areKnown: view.can.processes,
    variables: [...new Set(set)],
  };
}

/** Whether one may be running: then what is removed from settings stays in it. */
export function mayRun({ pids, areKnown }: Sessions): boolean {
  return !areKnown || pids.length > 0;
}

/** Whether a process is Claude Code: `node` is many things. */
export function isClaude({ name, args }: Process): boolean {
  return (
    name === "claude" || (name === "node" && SCRIPT.test(args.find((arg) => !arg.startsWith("-")) ?? ""))
  );
}

/** Whether a process uses a home, links followed on both sides; `null` when its environment does not tell. */
export async function usesHome({ variables }: Process, home: string, view: View): Promise<boolean | null> {
  const userHome = variables["HOME"];
  const own = variables["CLAUDE_CONFIG_DIR"] || (userHome ? `${userHome}/.claude` : null);
  if (own === null || !/^([\\/]|[A-Za-z]:)/.test(own)) return null;
  return (await view.resolve(own)) === (await view.resolve(home));
}
