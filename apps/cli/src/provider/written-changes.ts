import type { OperationOptions, WrittenOperationOptions } from "../apply/operation-options.ts";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { usageError } from "../usage/cli-code.ts";
import { type FieldFlags, fieldFlagsOf } from "./field-flags.ts";
import { type KeySource, keySourceOf, type WrittenKey } from "./key-source.ts";

/** The options of `provider add`, `edit` and `copy`, as they were written. */
export interface WrittenChangeOptions extends StoreOptions, WrittenOperationOptions, FieldFlags, WrittenKey {
  readonly set: readonly string[];
  readonly unset: readonly string[];
  readonly keyStore: string | undefined;
}

/** What is to become of a provider, as far as options say it. */
export interface ChangeWish {
  /** `null` takes the value away. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly keyStore: string | undefined;
  readonly key: KeySource | null;
}

export interface ChangeOptions extends StoreOptions, OperationOptions {
  readonly wish: ChangeWish;
}

/** Throws usage errors, none of which quotes what may be a key. */
export function readChangeOptions(written: WrittenChangeOptions): ChangeOptions {
  const { tool, home, keyStore } = written;
  const fields = new Map<string, string | null>();
  for (const [field, value] of [
    ...fieldFlagsOf(written),
    ...written.set.map(readSet),
    ...written.unset.map(readUnset),
  ]) {
    if (fields.has(field)) throw usageError("cli.field-twice", { field });
    fields.set(field, value);
  }
  const wish = { fields: Object.fromEntries(fields), keyStore, key: keySourceOf(written) };
  return { ...readOperationOptions(written), tool, home, wish };
}

function readSet(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw usageError("cli.bad-set");
  return [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1)];
}

function readUnset(text: string): readonly [string, null] {
  return [text.trim().toLowerCase(), null];
}
