import type { JsonObject } from "@zcf/formats";
import { useProblems } from "../assess.ts";
import { entryOf, KEY, keyOf, modeOf, sent } from "../auth/credential.ts";
import { authForOfficial } from "../auth/for-official.ts";
import { authForProvider } from "../auth/for-provider.ts";
import type { Keys } from "../auth/keys-file.ts";
import { UNKNOWN } from "../auth/park.ts";
import { type AuthOutcome, unchanged } from "../auth/situation.ts";
import { type Config, OFFICIAL } from "../config/config.ts";
import { type Provider, serverOf } from "../config/provider.ts";
import { usesAuthFile } from "../target.ts";
import { type Draft, draftOf } from "./draft.ts";
import { keyIn } from "./draft-keys.ts";
import { storeOf } from "./key-stores.ts";

/** What `auth.json` and our own file shall hold in the end. */
export interface Settled extends AuthOutcome {
  /** The credential or the server of the provider in use changes. */
  readonly affectsCurrent: boolean;
  /** What Codex sends from `auth.json` to the provider in use changes. */
  readonly sendsAnother: boolean;
}

/** Makes `auth.json` hold what the provider in use needs once the changes are made, and no key that nobody has any more. */
export function settle(draft: Draft, next: Config): Settled {
  const outcome = outcomeOf(draft, next);
  const affectsCurrent = affected(draft, next) !== null;
  const uses = next.current.kind !== "other" && usesAuthFile(next.current);
  const before = draft.situation.auth.data;
  return { ...outcome, affectsCurrent, sendsAnother: uses && use(before) !== use(outcome.data) };
}

function outcomeOf(draft: Draft, next: Config): AuthOutcome {
  const provider = affected(draft, next);
  if (provider?.credential.kind === "stored") return forCurrent(draft, next, provider);
  return withoutReleased(draft, next);
}

/** The provider in use as it will be, where what is sent to it, or where it is, changes. */
function affected(draft: Draft, next: Config): Provider | null {
  const { current } = draft.situation.config;
  if (current.kind !== "provider") return null;
  const was = current.provider;
  const is = next.providers.find(({ id }) => id === was.id);
  if (is === undefined) return null;
  const isSame =
    serverOf(was) === serverOf(is) &&
    storeOf(was.id, was.table) === storeOf(is.id, is.table) &&
    keyIn(draftOf(draft.situation), was.id) === keyIn(draft, is.id);
  return isSame ? null : is;
}

/** As a switch to it: whose the key in use is was decided before the changes. */
function forCurrent(draft: Draft, next: Config, provider: Provider): AuthOutcome {
  const { auth } = draft.situation;
  const now = keyOf(auth.data ?? {});
  const isOwn =
    now !== null && now === keyIn(draftOf(draft.situation), provider.id) && wasStored(draft, provider);
  const key = keyIn(draft, provider.id);
  const data = isOwn && key !== null ? { ...draft.auth, [KEY]: key } : draft.auth;
  const outcome = authForProvider({ ...auth, data, keys: draft.keys }, provider);
  const target = { kind: "provider", provider } as const;
  return { ...outcome, problems: [...outcome.problems, ...useProblems({ config: next }, target, outcome)] };
}

function wasStored({ situation: { config } }: Draft, { id }: Provider): boolean {
  return config.providers.find((one) => one.id === id)?.credential.kind === "stored";
}

/** The key in use goes where the provider that it was of has it no more, and nobody else. */
function withoutReleased(draft: Draft, next: Config): AuthOutcome {
  const { auth: about } = draft.situation;
  const now = { ...about, data: draft.auth, keys: draft.keys, config: next };
  const key = keyOf(draft.auth ?? {});
  const inUse = next.current.kind === "provider" && usesAuthFile(next.current);
  if (key === null || draft.auth === null || inUse || !draft.released.includes(key) || isKept(draft, key))
    return unchanged(now);
  const waiting = next.current.kind === "official" ? {} : withheld(draft.keys);
  const data = { ...draft.auth, [KEY]: null };
  const outcome = authForOfficial({
    ...now,
    data,
    keys: { ...draft.keys, keys: without(draft.keys, waiting) },
  });
  return {
    ...outcome,
    keys: { ...outcome.keys, keys: { ...waiting, ...outcome.keys.keys } },
    notices: outcome.notices.filter(({ code }) => code === "codex.keys-parked"),
  };
}

/** OpenAI's own key stays where it waits until official is used; nobody's waits as well. */
function withheld({ keys }: Keys): Keys["keys"] {
  return Object.fromEntries(Object.entries(keys).filter(([id]) => id === OFFICIAL || id === UNKNOWN));
}

function without({ keys }: Keys, waiting: Keys["keys"]): Keys["keys"] {
  return Object.fromEntries(Object.entries(keys).filter(([id]) => !Object.hasOwn(waiting, id)));
}

/** Some other provider has the same key. */
function isKept({ auth, keys }: Draft, key: string): boolean {
  const entries = { ...keys.entries, ...auth };
  const isNamed = Object.keys(entries).some((name) => entryOf(entries, name) === key);
  return isNamed || Object.values(keys.keys).includes(key);
}

/** What Codex takes from it. */
function use(data: JsonObject | null): string {
  return data === null
    ? ""
    : JSON.stringify([sent(data), sent(data) === "key" ? keyOf(data) : null, modeOf(data)]);
}
