import type { Session } from "@zcf/contract";
import type { StorePlace } from "../output.ts";
import type { SessionTally } from "../session-tally.ts";

/** One session. */
export function sessionData({ adapter, store }: StorePlace, { problem, ...session }: Session): object {
  const reason = problem === null ? null : { code: problem.code, params: problem.params };
  return { tool: adapter.id, home: store.home, ...session, problem: reason };
}

/** What the sessions of a store come to. */
export function tallyData({ adapter, store }: StorePlace, { causes, ...tally }: SessionTally): object {
  const problems = causes.map(({ count, example: { code, params } }) => ({ code, sessions: count, params }));
  return { tool: adapter.id, home: store.home, ...tally, problems };
}
