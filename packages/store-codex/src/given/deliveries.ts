import { type JsonObject, type TomlTable, tomlAt } from "@zcf/formats";
import { accountOf, entryOf, keyOf, sent } from "../auth/credential.ts";
import type { Keys } from "../auth/keys-file.ts";
import { type Config, currentId, OFFICIAL, rootString } from "../config/config.ts";
import { askedProvider } from "../config/key-command.ts";
import { type Provider, serverOf } from "../config/provider.ts";
import { usesAuthFile } from "../target.ts";

/** What the three files of a home say together; the config with what zcf knows of its providers. */
export interface Use {
  readonly config: Config;
  readonly auth: JsonObject;
  readonly keys: Keys;
}

/** A credential that a server gets, or would get as soon as its provider is used. */
export interface Delivery {
  /** A target id. */
  readonly provider: string;
  /** See `serverOf`; `null` for OpenAI's own. */
  readonly server: string | null;
  /** A key, or what tells an account from another. */
  readonly credential: { readonly kind: "key" | "account"; readonly value: string };
  /** The file that the credential is in. */
  readonly holder: "config" | "auth" | "keys";
  /** `auth.json` has it ready for the provider in use. */
  readonly isUsed: boolean;
}

/** What is sent where, as a text to compare: whose id it is does not count. */
export function textOf({ server, credential }: Delivery): string {
  return JSON.stringify([server, credential.kind, credential.value]);
}

/** Every credential of a home and its server. A variable is named in the table of its server, and cannot part from it. */
export function deliveriesOf(use: Use): readonly Delivery[] {
  return [
    ...use.config.providers.flatMap((provider) => keptFor(use, provider)),
    ...parked(use),
    ...used(use),
  ];
}

/** The id of the provider that would be sent what `auth.json` holds; `null` when that is nothing, or nobody. */
export function receiver({ config: { current }, auth }: Pick<Use, "config" | "auth">): string | null {
  if (current.kind === "other" || !usesAuthFile(current) || sent(auth) === "none") return null;
  return currentId(current);
}

/** The server of the provider in use; see `serverOf`. */
export function serverInUse(config: Config): string | null {
  return config.current.kind === "provider" ? serverOf(config.current.provider) : officialServer(config);
}

/** The server of OpenAI's own provider, which the config may name. */
export function officialServer(config: Config): string | null {
  return serverOf({ baseUrl: rootString(config, "openai_base_url") });
}

function keptFor(use: Use, provider: Provider): readonly Delivery[] {
  const { auth, keys } = use;
  const { id, table, credential } = provider;
  const [asked, entry] = [askedProvider(table), credential.kind === "stored" ? credential.entry : null];
  const entryIn = (data: JsonObject): string | null => (entry === null ? null : entryOf(data, entry));
  const found: readonly (readonly [Delivery["holder"], string | null | undefined])[] = [
    ["config", bearer(table)],
    ["keys", asked === null ? null : keys.commands[asked]],
    ["auth", entryIn(auth)],
    ["keys", entryIn(keys.entries)],
    ["keys", credential.kind === "stored" ? keys.keys[id] : null],
  ];
  return found.flatMap(([holder, key]) =>
    key === null || key === undefined ? [] : [kept(id, serverOf(provider), holder, key)],
  );
}

function bearer(table: TomlTable): string | null {
  const token = tomlAt(table, "experimental_bearer_token");
  return typeof token === "string" ? token : null;
}

function parked({ config, keys }: Use): readonly Delivery[] {
  const key = keys.keys[OFFICIAL];
  return key === undefined ? [] : [kept(OFFICIAL, officialServer(config), "keys", key)];
}

function used(use: Use): readonly Delivery[] {
  const { config, auth } = use;
  const [provider, key] = [receiver(use), keyOf(auth)];
  if (provider === null) return [];
  const about = { provider, server: serverInUse(config), holder: "auth", isUsed: true } as const;
  if (sent(auth) === "account")
    return [{ ...about, credential: { kind: "account", value: accountOf(auth) } }];
  return key === null ? [] : [{ ...about, credential: { kind: "key", value: key.trim() } }];
}

// Codex sends it without the blanks around it.
function kept(provider: string, server: string | null, holder: Delivery["holder"], key: string): Delivery {
  return { provider, server, credential: { kind: "key", value: key.trim() }, holder, isUsed: false };
}
