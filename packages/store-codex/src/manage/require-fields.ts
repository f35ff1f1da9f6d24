import type { ProviderChange } from "@zcf/contract";
import { failure, hint } from "../report.ts";
import { FIELDS } from "./fields.ts";

/** A change's fields as they are written: trimmed, a URL without its last slash; `null` takes one away. */
export type Fields = Readonly<Record<string, string | null>>;

/** Checks what is to be set. Throws `codex.field-…` or `codex.url-…` (usage), without the value: it may be a secret. */
export function requireFields({ id, fields }: ProviderChange): Fields {
  const checked = Object.entries(fields).map(([field, value]) => {
    const known = FIELDS.find((one) => one.id === field);
    if (known === undefined) throw unknown(field);
    if (value === null)
      return known.required || field === "name" ? missing(id, field) : ([field, null] as const);
    return [field, checkedValue(id, field, value.trim())] as const;
  });
  return Object.fromEntries(checked);
}

/** Throws `codex.field-missing` (usage) where a new provider lacks what it must have. */
export function requireComplete(id: string, fields: Fields): void {
  for (const { id: field, required } of FIELDS)
    if (required && typeof fields[field] !== "string") missing(id, field);
}

function checkedValue(id: string, field: string, value: string): string {
  const { values } = FIELDS.find((one) => one.id === field) ?? {};
  const isPlain = value !== "" && !/[\u0000-\u001f\u007f]/.test(value);
  if (!isPlain || values?.includes(value) === false) throw badValue(id, field, values ?? []);
  return field === "base-url" ? checkedUrl(id, value) : value;
}

/** What Codex makes of other URLs: it adds `/responses` and nothing else, and trims slashes (0.115, 0.169). */
function checkedUrl(provider: string, url: string): string {
  const next = hint("codex.hint-providers", {});
  const trimmed = url.replace(/\/+$/, "");
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url) || /\s/.test(url))
    throw failure("usage", "codex.url-scheme", { provider }, next);
  const { username, password, search, hash } = new URL(url);
  if (username + password + search + hash !== "" || /[?#]/.test(url))
    throw failure("usage", "codex.url-extra", { provider }, next);
  if (/\/(responses|chat\/completions)$/.test(trimmed))
    throw failure("usage", "codex.url-endpoint", { provider }, next);
  return trimmed;
}

function unknown(field: string): Error {
  const known = FIELDS.map(({ id }) => id);
  return failure("usage", "codex.field-unknown", { field, known }, hint("codex.hint-providers", {}));
}

function missing(provider: string, field: string): never {
  const next = hint("codex.hint-providers", {});
  throw failure("usage", "codex.field-missing", { provider, field }, next);
}

function badValue(provider: string, field: string, values: readonly string[]): Error {
  const next = hint("codex.hint-providers", {});
  return failure("usage", "codex.field-value", { provider, field, values }, next);
}
