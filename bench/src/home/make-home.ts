import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Draft } from "./draft.ts";
import { HistoryDatabase } from "./history-database.ts";
import { createProse } from "./prose.ts";
import { createRandom } from "./random.ts";
import { planSessions, rolloutPlace, type SessionsWanted } from "./session.ts";
import { authText, configText } from "./settings.ts";
import { StateDatabase } from "./state-database.ts";
import { writeRollout } from "./write-rollout.ts";

export interface HomeWanted {
  /** Where to write it; must not hold a home yet. */
  readonly directory: string;
  /** Where it will be when it is used: the index stores absolute paths. */
  readonly livesAt: string;
  readonly sessions: number;
  /** Of all session files together. */
  readonly bytes: number;
  /** The active one, which every session belongs to, and another one. */
  readonly providers: readonly [string, string];
  readonly seed: number;
}

/** What a home holds, for those who check it. */
export interface HomeFacts {
  readonly sessions: number;
  readonly paginated: number;
  readonly archived: number;
  readonly bytes: number;
  /** Lines that name the provider: first lines and settings events. */
  readonly providerLines: number;
}

/** Writes a Codex home that looks like one used with 0.142 first and 0.169 later. The same wishes give the same bytes. */
export function makeHome(wanted: HomeWanted): HomeFacts {
  const { directory, livesAt, sessions, bytes, providers, seed } = wanted;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "config.toml"), configText(providers), { mode: 0o600 });
  writeFileSync(join(directory, "auth.json"), authText(providers), { mode: 0o600 });
  // What 0.147 on leaves there when no thread is loaded.
  mkdirSync(join(directory, "thread-writer-locks"));
  writeFileSync(join(directory, "thread-writer-locks/.coordination.lock"), "");
  const indexes = [new StateDatabase(directory, livesAt), new HistoryDatabase(directory)];
  let facts: HomeFacts = { sessions: 0, paginated: 0, archived: 0, bytes: 0, providerLines: 0 };
  for (const draft of drafts({ sessions, bytes, provider: providers[0], seed })) {
    writeDraft(directory, draft);
    for (const index of indexes) index.add(draft);
    facts = count(facts, draft);
  }
  for (const index of indexes) index.close();
  return facts;
}

/** One at a time: a large home does not fit into memory. */
function* drafts(wanted: SessionsWanted): Iterable<Draft> {
  const prose = createProse(wanted.seed);
  const random = createRandom(wanted.seed + 1);
  for (const session of planSessions(wanted)) yield writeRollout(session, random, prose);
}

function writeDraft(directory: string, { session, text, nowMs }: Draft): void {
  const file = join(directory, rolloutPlace(session));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, nowMs / 1000, nowMs / 1000);
}

function count(facts: HomeFacts, { session, bytes, providerLines }: Draft): HomeFacts {
  return {
    sessions: facts.sessions + 1,
    paginated: facts.paginated + (session.layout === "paginated" ? 1 : 0),
    archived: facts.archived + (session.archived ? 1 : 0),
    bytes: facts.bytes + bytes,
    providerLines: facts.providerLines + providerLines,
  };
}
