import { type Config, OFFICIAL } from "../config/config.ts";
import { BUILT_IN_IDS } from "../config/provider.ts";
import { failure, hint } from "../report.ts";
import { SHARED_IDS } from "../shared/shared-id.ts";

/** What Codex, `-c model_providers.<id>.…` and every shell take without quotes. */
const FORM = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Names that mean something else, in any case: Codex's own providers, our word for its service, our shared tables. */
const RESERVED = [...BUILT_IN_IDS, OFFICIAL, ...SHARED_IDS];

/** Throws `codex.id-form` or `codex.id-reserved` (usage) for an id that no new provider may have. */
export function requireId(id: string): void {
  const next = hint("codex.hint-providers", {});
  if (!FORM.test(id)) throw failure("usage", "codex.id-form", { provider: id }, next);
  if (RESERVED.includes(id.toLowerCase()))
    throw failure("usage", "codex.id-reserved", { provider: id }, next);
}

/** Throws `codex.id-taken` (usage) where another provider has the id, or one that differs in case only. */
export function requireFreeId({ file, providers }: Config, ids: Iterable<string>, id: string): void {
  const existing = [...ids].find((one) => one.toLowerCase() === id.toLowerCase());
  if (existing === undefined) return;
  const line = providers.find((one) => one.id === existing)?.line ?? 1;
  const params = { file, line, provider: id, existing };
  throw failure("usage", "codex.id-taken", params, hint("codex.hint-providers", {}));
}
