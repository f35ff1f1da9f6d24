import type { ProviderChange } from "@zcf/contract";
import { failure } from "../report.ts";
import { shownUrl, urlOf } from "../target-problems.ts";
import { FIELDS, KEY_STORES } from "./fields.ts";
import { idOfName, UNMANAGED_IDS } from "./profile-id.ts";

/** What can be said of a change without looking at the profiles. Throws a usage error that names what is wrong. */
export function requireChange(change: ProviderChange): void {
  for (const id of [change.id, change.copyId ?? change.id])
    if (UNMANAGED_IDS.includes(id)) throw failure("usage", "claude-code.provider-reserved", { id });
  for (const [field, value] of Object.entries(change.fields)) requireField(field, value);
  requireKey(change);
  if (change.change === "add") requireNewId(change.id, change.fields["name"] ?? null);
  if (change.change === "copy") requireNewId(change.copyId ?? "", change.fields["name"] ?? null);
}

/** Upstream makes ids of names: another one would not survive its next write. */
function requireNewId(id: string, name: string | null): void {
  const made = idOfName(id);
  if (made !== id) throw failure("usage", "claude-code.provider-id", { id, made });
  requireName(id, name);
}

/** A new name must not make another id. */
export function requireName(id: string, name: string | null): void {
  const made = idOfName(name ?? id);
  if (made !== id) throw failure("usage", "claude-code.provider-name", { id, name: name ?? "", made });
}

function requireField(field: string, value: string | null): void {
  const known = FIELDS.map(({ id }) => id);
  if (!known.includes(field)) throw failure("usage", "claude-code.field-unknown", { field, known });
  if (value === null) return requireNotNeeded(field);
  if (value.trim() === "" || value !== value.trim() || /\p{Cc}/u.test(value))
    throw failure("usage", "claude-code.field-malformed", { field });
  if (field === "base-url") requireUrl(value);
}

function requireNotNeeded(field: string): void {
  if (FIELDS.some(({ id, required }) => id === field && required))
    throw failure("usage", "claude-code.field-needed", { field });
}

function requireUrl(text: string): void {
  const url = urlOf(text);
  if (url === null) throw failure("usage", "claude-code.base-url-invalid", {});
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "")
    throw failure("usage", "claude-code.base-url-extra", {});
  if (/\/v1(\/messages)?\/*$/.test(url.pathname))
    throw failure("usage", "claude-code.base-url-version", { url: shownUrl(text) });
}

function requireKey({ key, keyStore }: ProviderChange): void {
  const known = KEY_STORES.map(({ id }) => id);
  if (keyStore !== undefined && !known.includes(keyStore))
    throw failure("usage", "claude-code.key-store-unknown", { keyStore, known });
  if (key === undefined) return;
  if (key === "" || /[\s\p{Cc}]/u.test(key)) throw failure("usage", "claude-code.key-invalid", {});
}
