import { spawnSync } from "node:child_process";
import { runWatched, type Watched } from "../measure/run-watched.ts";
import type { BenchHome } from "../scenario/bench-home.ts";
import { type Look, look, originalOf } from "./look.ts";
import type { Tool } from "./tools.ts";

export interface Comparison {
  readonly place: BenchHome;
  readonly tools: readonly Tool[];
  readonly rounds: number;
  readonly providers: readonly [string, string];
}

/** What was done with a home, in this order; each is measured. */
export const STEPS = ["first", "no-op", "again"] as const;
type StepName = (typeof STEPS)[number];

export interface ToolResult {
  readonly tool: Tool;
  readonly runs: Readonly<Record<StepName, readonly Watched[]>>;
  /** After the first switch, and after the way back. */
  readonly first: Look;
  readonly back: Look;
}

export interface Compared {
  readonly bare: readonly Watched[];
  /** The home as it was, to count by. */
  readonly whole: Look;
  readonly results: readonly ToolResult[];
}

/** Each tool on a fresh copy of its own, in turn, `rounds` times; beside each command a bare Node. */
export async function compare({ place, tools, rounds, providers }: Comparison): Promise<Compared> {
  const bare: Watched[] = [];
  const results = new Map<Tool, ToolResult>();
  place.renew();
  const before = originalOf(place.home);
  const { user, home } = place;
  const looking = { user, home, before };
  const whole = look({ ...looking, provider: providers[0] });
  for (let round = 0; round < rounds; round += 1) {
    for (const tool of tools) {
      place.renew();
      tool.settle(user);
      const run = async (target: string): Promise<Watched> => {
        bare.push(await alone([process.execPath, "-e", "0"], place));
        tool.before(home, target);
        return alone(tool.command(home, target), place);
      };
      const [from, to] = providers;
      const runs = { first: [await run(to)], "no-op": [await run(to)], again: [] as readonly Watched[] };
      const first = look({ ...looking, provider: to });
      const last = { ...runs, again: [await run(from)] };
      const back = look({ ...looking, provider: from });
      results.set(tool, joined(results.get(tool), { tool, runs: last, first, back }));
    }
  }
  return { bare, whole, results: [...results.values()] };
}

function joined(earlier: ToolResult | undefined, now: ToolResult): ToolResult {
  if (earlier === undefined) return now;
  const runsOf = (step: StepName): readonly Watched[] => [...earlier.runs[step], ...now.runs[step]];
  return { ...now, runs: { first: runsOf("first"), "no-op": runsOf("no-op"), again: runsOf("again") } };
}

/** Without a network where the system lets us take it away; whatever asks for a proxy is answered by nobody. */
async function alone(command: readonly string[], { environment }: BenchHome): Promise<Watched> {
  const closed = "http://127.0.0.1:9";
  const proxies = { http_proxy: closed, https_proxy: closed, HTTP_PROXY: closed, HTTPS_PROXY: closed };
  return runWatched([...ALONE, ...command], { ...environment, ...proxies });
}

const ALONE = spawnSync("unshare", ["-rn", "true"]).status === 0 ? ["unshare", "-rn"] : [];
