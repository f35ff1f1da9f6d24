import type { Session } from "@zcf/contract";
import { addReason, type Cause, mostFrequentFirst } from "./causes.ts";

/** How many sessions there are of something. */
interface SessionCounts {
  readonly sessions: number;
  readonly archived: number;
  readonly live: number;
  /** A move would leave them where they are. */
  readonly leftOut: number;
}

/** The sessions of one provider. */
export interface ProviderCounts extends SessionCounts {
  /** `null` for those that name none, or cannot be read. */
  readonly provider: string | null;
  /** How many belonged to it before zcf first moved them, wherever they are now. */
  readonly originally: number;
}

/** What the sessions of one store come to. */
export interface SessionTally extends SessionCounts {
  /** Sorted by name; those without one last. */
  readonly providers: readonly ProviderCounts[];
  /** Why sessions would be left out, the most frequent reason first. */
  readonly causes: readonly Cause[];
}

/** Counts sessions as they come by; none of them is kept. */
export interface Tallying {
  add(session: Session): void;
  /** How many so far. */
  count(): number;
  result(): SessionTally;
}

const NONE: SessionCounts = { sessions: 0, archived: 0, live: 0, leftOut: 0 };

export function tallySessions(): Tallying {
  const counts = new Map<string | null, ProviderCounts>();
  const causes = new Map<string, Cause>();
  const of = (provider: string | null): ProviderCounts =>
    counts.get(provider) ?? { provider, ...NONE, originally: 0 };
  let count = 0;
  return {
    add: (session) => {
      count += 1;
      const { provider, original, problem } = session;
      counts.set(provider, { ...of(provider), ...oneMore(of(provider), session) });
      if (original !== null)
        counts.set(original, { ...of(original), originally: of(original).originally + 1 });
      if (problem !== null) addReason(causes, problem);
    },
    count: () => count,
    result: () => ({
      ...[...counts.values()].reduce(sum, NONE),
      providers: [...counts.values()].toSorted(byName),
      causes: mostFrequentFirst(causes),
    }),
  };
}

function oneMore(counts: SessionCounts, { archived, live, problem }: Session): SessionCounts {
  return sum(counts, {
    sessions: 1,
    archived: Number(archived),
    live: Number(live),
    leftOut: Number(problem !== null),
  });
}

function sum(a: SessionCounts, b: SessionCounts): SessionCounts {
  return {
    sessions: a.sessions + b.sessions,
    archived: a.archived + b.archived,
    live: a.live + b.live,
    leftOut: a.leftOut + b.leftOut,
  };
}

function byName({ provider: a }: ProviderCounts, { provider: b }: ProviderCounts): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : 1;
}
