import type { Notice } from "@zcf/contract";
import { type JsonObject, sameTable, type TomlTable } from "@zcf/formats";
import type { Keys, Known } from "../auth/keys-file.ts";
import { sameJson } from "../revert/same-json.ts";
import type { Situation } from "../situation.ts";

/** A home's providers and their keys while changes are made to them, one after the other; never changed itself. */
export interface Draft {
  /** As the files were read. */
  readonly situation: Situation;
  /** By provider id, without the shared one. */
  readonly tables: ReadonlyMap<string, TomlTable>;
  /** What `auth.json` holds; `null` when there is none. */
  readonly auth: JsonObject | null;
  readonly keys: Keys;
  /** Keys that no provider has there any more: they may still be the one in use in `auth.json`. */
  readonly released: readonly string[];
  readonly notices: readonly Notice[];
}

/** The home as it is. */
export function draftOf(situation: Situation): Draft {
  const { config, auth, keysFile } = situation;
  const tables = new Map(config.providers.map(({ id, table }) => [id, table]));
  return { situation, tables, auth: auth.data, keys: keysFile.keys, released: [], notices: [] };
}

export function withTable(draft: Draft, id: string, table: TomlTable): Draft {
  return { ...draft, tables: new Map([...draft.tables, [id, table]]) };
}

/** Without the table, and without what zcf knows of the provider; its keys are taken away before. */
export function withoutProvider(draft: Draft, id: string): Draft {
  const tables = new Map([...draft.tables].filter(([one]) => one !== id));
  return withKnown({ ...draft, tables }, id, {});
}

/** With what zcf knows of a provider beside its table; a value that is `undefined` is forgotten. */
export function withKnown(
  draft: Draft,
  id: string,
  known: { readonly [Name in keyof Known]?: string | undefined },
): Draft {
  const values = Object.entries(known).filter(([, value]) => value !== undefined);
  const { [id]: _, ...others } = draft.keys.providers;
  const entry = values.length === 0 ? {} : { [id]: Object.fromEntries(values) as Known };
  const providers =
    id in draft.keys.providers && values.length > 0
      ? { ...draft.keys.providers, ...entry }
      : { ...others, ...entry };
  return { ...draft, keys: { ...draft.keys, providers } };
}

/** Whether both say the same of every provider and every key. */
export function sameDraft(left: Draft, right: Draft): boolean {
  const tables = [...left.tables].every(([id, table]) => sameTable(table, right.tables.get(id) ?? {}));
  if (!tables || left.tables.size !== right.tables.size) return false;
  return sameJson(left.auth ?? {}, right.auth ?? {}) && sameJson({ ...left.keys }, { ...right.keys });
}
