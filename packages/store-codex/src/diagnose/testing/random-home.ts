import fc from "fast-check";
import { OPENAI } from "./codex-sends.ts";

/** Where a provider of a random home has its key. */
const KINDS = ["bearer", "entry", "unasked", "known", "parked", "unnamed", "none"] as const;
type Kind = (typeof KINDS)[number];

const IDS = ["a", "b", "c"] as const;
type Id = (typeof IDS)[number];

/** What each server may get, by its address; see also {@link givenTo}. */
export const GIVEN: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(IDS.map((id) => [serverFor(id), [keyFor(id), tokenFor(id)]])),
  [OPENAI]: ["sk-official", "login"],
};

/** What a target's server may get. */
export function givenTo(target: string): readonly string[] {
  return GIVEN[target === "official" ? OPENAI : `https://${target}.test`] ?? [];
}

interface Provider {
  readonly kind: Kind;
  /** What is wrong with its table. */
  readonly defects: readonly ("wire" | "name" | "url" | "space")[];
  /** Its entry of `auth.json`, where its kind has one, is there. */
  readonly stored: boolean;
}

/** A home that somebody may have, with all that a fix may find in it. */
export interface RandomHome {
  readonly providers: Readonly<Record<Id, Provider>>;
  /** What `model_provider` says; `null`: it is not there. */
  readonly root: Id | "openai" | "ollama" | null;
  /** What a line below some table says, where there is none at the root. */
  readonly swallowed: Id | "ollama" | null;
  /** What a selected profile of the old kind says. */
  readonly profile: Id | "nothing" | null;
  /** What keeps Codex from starting, beside tables of its own making. */
  readonly refused: "store" | "gcp" | null;
  readonly login: boolean;
  readonly mode: "apikey" | "chatgpt" | null;
  /** Whose key is in use. */
  readonly key: Id | "official" | null;
  /** Sessions are shared, for this target, before anything goes wrong. */
  readonly shared: Id | "official" | null;
}

const provider: fc.Arbitrary<Provider> = fc.record({
  kind: fc.constantFrom(...KINDS),
  defects: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.uniqueArray(fc.constantFrom("wire", "name", "url", "space"), { maxLength: 2 }),
  ),
  stored: fc.boolean(),
});

/** Any home in which nothing is known wrongly: a key in use is that of what is in use, or an entry names it, or it is told that nobody knows. */
export const homes: fc.Arbitrary<RandomHome> = fc
  .record({
    providers: fc.record({ a: provider, b: provider, c: provider }),
    root: fc.constantFrom<RandomHome["root"]>(null, null, "a", "a", "b", "openai", "ollama"),
    swallowed: fc.constantFrom<RandomHome["swallowed"]>(null, null, "a", "b", "c", "ollama"),
    profile: fc.constantFrom<RandomHome["profile"]>(null, null, null, "a", "b", "nothing"),
    refused: fc.constantFrom<RandomHome["refused"]>(null, null, null, null, "store", "gcp"),
    login: fc.boolean(),
    mode: fc.constantFrom<RandomHome["mode"]>(null, "apikey", "chatgpt"),
    key: fc.constantFrom<RandomHome["key"]>(null, "official", "a", "b", "c"),
    shared: fc.constantFrom<RandomHome["shared"]>(null, null, null, "a", "b", "official"),
  })
  .map(plausible)
  .filter(isKnowable);

/** A line below a table is swallowed only where none is at the root; a shared home has one there. */
function plausible(home: RandomHome): RandomHome {
  return home.root === null && home.shared === null ? home : { ...home, swallowed: null };
}

function isKnowable({ providers, root, profile, key, mode, shared }: RandomHome): boolean {
  if (key === null || (key !== "official" && hasEntry(providers[key]))) return true;
  const used = root === null || root === "openai" ? "official" : root;
  if (used === key) return true;
  const isElsewhere = profile !== null && profile !== "nothing" && profile !== used && shared === null;
  if (isElsewhere || used === "ollama") return true;
  if (used === "official") return false;
  const isKeySent = mode !== "chatgpt";
  return ["bearer", "none"].includes(providers[used].kind) || !isKeySent;
}

function hasEntry({ kind, stored }: Provider): boolean {
  return stored && ["entry", "unasked", "known"].includes(kind);
}

/** The files before anything goes wrong with them. */
export function soundFiles(home: RandomHome): Readonly<Record<string, string>> {
  const root = home.root === null ? "" : `model_provider = "${home.root}"\n`;
  const tables = IDS.map((id) => tableOf(id, home.providers[id]));
  const keys = keysOf(home);
  return {
    "config.toml": [`${root}model = "m"\n`, ...tables].join("\n"),
    ...(authOf(home) === null ? {} : { "auth.json": JSON.stringify(authOf(home), null, 2) }),
    ...(keys === null ? {} : { "zcf-keys.json": JSON.stringify(keys, null, 2) }),
  };
}

/** The config once all is wrong with it that shall be. */
export function damaged(text: string, { providers, swallowed, profile, refused }: RandomHome): string {
  const tables = IDS.reduce((all, id) => withDefects(all, id, providers[id]), text);
  const select = profile === null ? "" : 'profile = "work"\n';
  const said = profile === "nothing" ? 'model = "w"' : `model_provider = "${profile}"`;
  const named = profile === null ? "" : `\n[profiles.work]\n${said}\n`;
  const below = swallowed === null ? "" : `\n[tui]\nmodel_provider = "${swallowed}"\n`;
  const store = refused === "store" ? 'cli_auth_credentials_store = "bogus"\n' : "";
  const table = refused === "gcp" ? '\n[model_providers.gcp]\nname = "x"\n' : "";
  return store + select + tables + named + below + table;
}

function tableOf(id: Id, { kind }: Provider): string {
  const lines: Readonly<Record<Kind, readonly string[]>> = {
    bearer: [`experimental_bearer_token = "${tokenFor(id)}"`],
    entry: ["requires_openai_auth = true", `temp_env_key = "${entryFor(id)}"`],
    unasked: [`temp_env_key = "${entryFor(id)}"`],
    known: ["requires_openai_auth = true"],
    parked: ["requires_openai_auth = true"],
    unnamed: ["requires_openai_auth = true"],
    none: [],
  };
  const first = [`[model_providers.${id}]`, `name = "${id}"`, `base_url = "${serverFor(id)}/v1"`];
  return [...first, ...lines[kind], ""].join("\n");
}

function withDefects(text: string, id: Id, { defects }: Provider): string {
  const changes = {
    wire: [`[model_providers.${id}]\n`, `[model_providers.${id}]\nwire_api = "chat"\n`],
    name: [`\nname = "${id}"`, ""],
    url: [`${serverFor(id)}/v1"`, `${serverFor(id)}/v1/responses"`],
    space: [`"${tokenFor(id)}"`, `" ${tokenFor(id)}"`],
  } as const;
  return defects.reduce((all, one) => all.replace(changes[one][0], changes[one][1]), text);
}

function authOf({ providers, login, mode, key }: RandomHome): object | null {
  const entries = IDS.filter((id) => hasEntry(providers[id])).map(
    (id) => [entryFor(id), keyFor(id)] as const,
  );
  const auth = {
    ...(mode === null ? {} : { auth_mode: mode }),
    ...(key === null ? {} : { OPENAI_API_KEY: key === "official" ? "sk-official" : keyFor(key) }),
    ...(login ? { tokens: TOKENS, last_refresh: "2026-01-01T00:00:00Z" } : {}),
    ...Object.fromEntries(entries),
  };
  return Object.keys(auth).length === 0 ? null : auth;
}

const TOKENS = { id_token: "eyJ.id", access_token: "eyJ.access", refresh_token: "rt-1", account_id: "acc" };

function keysOf({ providers, key }: RandomHome): object | null {
  const known = IDS.filter((id) => providers[id].kind === "known");
  const parked = IDS.filter((id) => providers[id].kind === "parked" && key !== id);
  if (known.length + parked.length === 0) return null;
  return {
    format: 2,
    keys: record(parked, keyFor),
    entries: {},
    providers: record(known, (id) => ({ entry: entryFor(id) })),
    commands: {},
  };
}

function record<Value>(ids: readonly Id[], valueOf: (id: Id) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(ids.map((id) => [id, valueOf(id)]));
}

function serverFor(id: Id): string {
  return `https://${id}.test`;
}

function keyFor(id: Id): string {
  return `sk-${id}`;
}

function tokenFor(id: Id): string {
  return `sk-token-${id}`;
}

function entryFor(id: Id): string {
  return `${id.toUpperCase()}_API_KEY`;
}
