import type { Finding, Notice, Session, Store, View } from "@zcf/contract";
import { OPENAI } from "../config/config.ts";
import { effectiveProvider } from "../config/effective-provider.ts";
import { BUILT_IN_IDS } from "../config/provider.ts";
import { listSessions } from "../sessions/list-sessions.ts";
import { type MixedSession, mixedSessions } from "../sessions/mixed-sessions.ts";
import { loadStaleRows, type StaleRows } from "../sessions/stale-rows.ts";
import type { Situation } from "../situation.ts";
import type { CodexChecks } from "./checks.ts";
import { type Found, found } from "./found.ts";
import { orUnreadable } from "./or-unreadable.ts";

/** So many files are named. */
const NAMED = 5;

/** Sessions that Codex does not list, or would not resume, while it uses what it is set to. */
export async function sessionFindings(situation: Situation, view: View): Promise<readonly Found[]> {
  const { store, config, system } = situation;
  const sessions = await allSessions(store, view);
  const index = await readIndex(store, view);
  const current = effectiveProvider(config, system);
  const known = [OPENAI, ...BUILT_IN_IDS, config.shared?.id, ...config.providers.map(({ id }) => id)];
  const home = { sessions: sessions.filter(isTold), current, isKnown: (id: string) => known.includes(id) };
  return [
    ...elsewhere(home),
    ...orphaned(home),
    ...mixed(home, await mixedSessions(store, view, current)),
    ...outOfStep(home, index),
    ...unreadable(sessions),
    ...index.found,
  ];
}

/** Of those, what can be told without a config. */
export async function unreadableSessions(store: Store, view: View): Promise<readonly Found[]> {
  const index = await readIndex(store, view);
  return [...unreadable(await allSessions(store, view)), ...index.found];
}

/** The rows that are there, and why there may be more. */
interface Index {
  readonly rows: StaleRows["rows"];
  readonly found: readonly Found[];
}

async function readIndex(store: Store, view: View): Promise<Index> {
  let rows: StaleRows["rows"] = new Map();
  const said = await orUnreadable(async () => {
    const stale = await loadStaleRows(store, view, null);
    rows = stale.rows;
    return stale.notices.flatMap(ofIndex);
  });
  return { rows, found: said };
}

async function allSessions(store: Store, view: View): Promise<readonly Session[]> {
  const sessions: Session[] = [];
  for await (const session of listSessions(store, view)) sessions.push(session);
  return sessions;
}

interface Home {
  readonly sessions: readonly Told[];
  readonly current: string;
  readonly isKnown: (id: string) => boolean;
}

type Told = Session & { readonly provider: string };

/** A session that names no provider belongs to every one. */
function isTold(session: Session): session is Told {
  return session.provider !== null && session.provider !== "";
}

function elsewhere({ sessions, current, isKnown }: Home): readonly Found[] {
  if (!isKnown(current)) return [];
  const others = sessions.filter(({ provider }) => provider !== current && isKnown(provider));
  if (others.length === 0) return [];
  const to = new Map(others.map(({ id }) => [id, current]));
  const params = { provider: current, sessions: others.length };
  return [found("codex.drift-sessions", "warning", params, { kind: "sessions", to })];
}

function orphaned({ sessions, current, isKnown }: Home): readonly Found[] {
  const lost = sessions.filter(({ provider }) => !isKnown(provider));
  if (lost.length === 0) return [];
  const providers = [...new Set(lost.map(({ provider }) => provider))].toSorted();
  const to = new Map(lost.map(({ id }) => [id, current]));
  const fix = isKnown(current) ? ({ kind: "sessions", to } as const) : null;
  return [found("codex.sessions-orphaned", "warning", { providers, sessions: lost.length }, fix)];
}

/** Those that `elsewhere` or `orphaned` bring to the current provider are brought there whole. */
function mixed({ current, isKnown }: Home, all: readonly MixedSession[]): readonly Found[] {
  const torn = all.filter(({ provider }) => isKnown(provider) && (provider === current || !isKnown(current)));
  if (torn.length === 0) return [];
  const providers = [...new Set(torn.flatMap(({ strays }) => strays))].toSorted();
  const to = new Map(torn.map(({ thread, provider }) => [thread, provider]));
  const params = { providers, sessions: torn.length };
  return [found("codex.sessions-mixed", "warning", params, { kind: "sessions", to })];
}

function outOfStep({ sessions }: Home, { rows }: Index): readonly Found[] {
  const wrong = sessions.filter(({ id, provider }) => rows.get(id)?.some((row) => row.provider !== provider));
  if (wrong.length === 0) return [];
  const to = new Map(wrong.map(({ id, provider }) => [id, provider]));
  return [found("codex.sessions-rows", "warning", { sessions: wrong.length }, { kind: "sessions", to })];
}

/** What a move would have to leave out for good; one that is in use now follows later. */
function unreadable(sessions: readonly Session[]): readonly Found[] {
  const lost = sessions.filter(({ problem }) => problem !== null && LASTING.has(problem.code));
  if (lost.length === 0) return [];
  const files = lost.map(({ id, problem }) => String(problem?.params["file"] ?? id)).slice(0, NAMED);
  return [found("codex.sessions-unreadable", "warning", { sessions: lost.length, files })];
}

const LASTING: ReadonlySet<string> = new Set([
  "codex.session-compressed",
  "codex.session-misnamed",
  "codex.session-unreadable",
  "unreadable",
]);

const SEVERITIES: Readonly<Record<string, Finding["severity"]>> = {
  "codex.sqlite-unavailable": "warning",
  "codex.state-schema-unknown": "warning",
  "codex.state-unreadable": "warning",
};

function ofIndex({ code, params }: Notice): readonly Found[] {
  const severity = SEVERITIES[code];
  if (severity === undefined) return [];
  const check = code as "codex.state-unreadable";
  return [found(check, severity, params as CodexChecks[typeof check])];
}
