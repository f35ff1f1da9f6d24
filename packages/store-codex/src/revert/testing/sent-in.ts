import { isTomlTable, readToml, type TomlTable, tomlAt } from "@zcf/formats";
import type { ProviderHome } from "../../manage/testing/provider-home.ts";

/** A provider's key, and the server that gets it. */
export type Sent = readonly [provider: string, key: string, server: string];

/** The server of Codex's own service. */
export const OFFICIAL = "openai";

/** What each provider of a home would send, in use or not; as the files say it, not as we would read them. */
export async function sentIn(home: ProviderHome): Promise<readonly Sent[]> {
  const config = await configIn(home);
  const [auth, keys] = [await record(home, "auth.json"), await record(home, "zcf-keys.json")];
  const current = tomlAt(config, "model_provider");
  const found = Object.entries(tablesIn(config)).flatMap(([name, table]) =>
    keysOf(name, table, { auth, keys, isCurrent: name === current }).map(
      (key): Sent => [name, key, originOf(table)],
    ),
  );
  const isOfficial = current === undefined || current === OFFICIAL;
  const official = texts([isOfficial ? auth["OPENAI_API_KEY"] : null, at(keys, "keys", "official")]);
  return [...found, ...official.map((key): Sent => ["official", key, OFFICIAL])];
}

/** A provider's table; `null` where there is none. */
export async function tableIn(home: ProviderHome, id: string): Promise<TomlTable | null> {
  return tablesIn(await configIn(home))[id] ?? null;
}

/** Where a table's key goes. */
export function originOf(table: TomlTable): string {
  const url = tomlAt(table, "base_url");
  return typeof url === "string" ? new URL(url).origin : OFFICIAL;
}

interface Files {
  readonly auth: Loose;
  readonly keys: Loose;
  readonly isCurrent: boolean;
}

function keysOf(name: string, table: TomlTable, { auth, keys, isCurrent }: Files): readonly string[] {
  const variable = tomlAt(table, "env_key");
  if (typeof variable === "string") return [`$${variable}`];
  const token = tomlAt(table, "experimental_bearer_token");
  if (typeof token === "string") return [token];
  const args = tomlAt(table, "auth", "args");
  if (Array.isArray(args)) return texts([at(keys, "commands", String(args[1]).replace("codex/", ""))]);
  if (tomlAt(table, "requires_openai_auth") !== true) return [];
  const entry = tomlAt(table, "temp_env_key") ?? at(keys, "providers", name, "entry");
  const kept = typeof entry === "string" ? [auth[entry], at(keys, "entries", entry)] : [];
  return texts([isCurrent ? auth["OPENAI_API_KEY"] : null, ...kept, at(keys, "keys", name)]);
}

async function configIn(home: ProviderHome): Promise<TomlTable> {
  return readToml(Buffer.from((await home.read("config.toml")) ?? "")).data;
}

function tablesIn(config: TomlTable): Readonly<Record<string, TomlTable>> {
  const tables = tomlAt(config, "model_providers");
  if (!isTomlTable(tables)) return {};
  return Object.fromEntries(
    Object.entries(tables).flatMap(([id, table]) => (isTomlTable(table) ? [[id, table] as const] : [])),
  );
}

type Loose = Readonly<Record<string, unknown>>;

async function record(home: ProviderHome, name: string): Promise<Loose> {
  return ((await home.json(name)) ?? {}) as Loose;
}

function at(data: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Loose | undefined)?.[name], data);
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value): value is string => typeof value === "string" && value !== "");
}
