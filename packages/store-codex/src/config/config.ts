import type { FilePath, Store, View } from "@zcf/contract";
import { isFormatError, readToml, type TomlDocument, tomlAt } from "@zcf/formats";
import { type ReadFile, readFile } from "../read-file.ts";
import { failure, hint } from "../report.ts";
import { type Provider, providersOf } from "./provider.ts";

/** What is used now. */
export type Current =
  | { readonly kind: "official" }
  | { readonly kind: "provider"; readonly provider: Provider }
  /** Neither a table nor official: a built-in such as `ollama`, or nothing Codex knows; `""` for what is no string. */
  | { readonly kind: "other"; readonly id: string };

/** The table that stands for whatever target is in use while sessions are shared; see docs/decisions/0007. */
export interface SharedTable {
  readonly id: string;
  /** 1-based; of `model_provider`'s own line when the table is gone. */
  readonly line: number;
  /** `model_provider` names it: sessions are shared. Else the mode was left, and the table stays for its last sessions. */
  readonly active: boolean;
  /** What it was copied from; `null` when that cannot be told, or is gone. */
  readonly target: Exclude<Current, { readonly kind: "other" }> | null;
  /** It holds just what a copy of `target` holds now: neither was changed since. */
  readonly exact: boolean;
}

/** A read `config.toml`; a missing one reads as empty. */
export interface Config extends ReadFile {
  readonly document: TomlDocument;
  /** Without the shared table. */
  readonly providers: readonly Provider[];
  /** With the shared table in use: what that stands for. */
  readonly current: Current;
  /** `null` in a home whose sessions are not shared, and from {@link parseConfig}, which cannot tell. */
  readonly shared: SharedTable | null;
  /** A table in use that may be the shared one or the user's own: it has the noted id, but neither mark nor content. */
  readonly unmarked: Provider | null;
}

/** Codex's id for its own service, in `model_provider` and in sessions. */
export const OPENAI = "openai";

/** Our word for it, as a target. */
export const OFFICIAL = "official";

/** Reads `config.toml`. Throws `codex.config-syntax` with the position. */
export async function readConfig(store: Store, view: View): Promise<Config> {
  return parseConfig(await readFile(view, view.path(store.home, "config.toml")));
}

/** As {@link readConfig}, of a file that was read. */
export function parseConfig({ file, content }: ReadFile): Config {
  const document = parse(file, content ?? new Uint8Array());
  const providers = providersOf(document);
  const current = currentOf(document, providers);
  return { file, content, document, providers, current, shared: null, unmarked: null };
}

/** A root string of the config; `null` when it is missing or something else. */
export function rootString(config: Pick<Config, "document">, key: string): string | null {
  const value = tomlAt(config.document.data, key);
  return typeof value === "string" ? value : null;
}

/** The current target's id; {@link OFFICIAL}, or what `model_provider` says. */
export function currentId(current: Current): string {
  if (current.kind === "official") return OFFICIAL;
  return current.kind === "provider" ? current.provider.id : current.id;
}

function currentOf(document: TomlDocument, providers: readonly Provider[]): Current {
  const id = tomlAt(document.data, "model_provider");
  if (id === undefined || id === OPENAI) return { kind: "official" };
  const provider = providers.find((candidate) => candidate.id === id);
  return provider === undefined
    ? { kind: "other", id: typeof id === "string" ? id : "" }
    : { kind: "provider", provider };
}

function parse(file: FilePath, content: Uint8Array): TomlDocument {
  try {
    return readToml(content);
  } catch (error) {
    if (!isFormatError(error)) throw error;
    const { line, column, reason } = error;
    const next = hint("codex.hint-edit-file", { file, line });
    throw failure("environment", "codex.config-syntax", { file, line, column, reason }, next);
  }
}
