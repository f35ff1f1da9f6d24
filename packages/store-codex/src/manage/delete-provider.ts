import type { ProviderChange } from "@zcf/contract";
import { currentId } from "../config/config.ts";
import { effectiveProvider } from "../config/effective-provider.ts";
import { failure, hint, warning } from "../report.ts";
import { nearestTargets } from "../target.ts";
import { type Draft, withoutProvider } from "./draft.ts";
import { withoutKey } from "./draft-keys.ts";

/**
 * Removes a provider and its keys; of one that is not there it only says so, because what is wanted is so already.
 *
 * Throws `codex.provider-in-use` (conflict).
 */
export function deleteProvider(draft: Draft, { id }: ProviderChange): Draft {
  const { config, system } = draft.situation;
  if (!draft.tables.has(id)) {
    const notice = warning("codex.provider-gone", { provider: id, closest: nearestTargets(config, id) });
    return { ...draft, notices: [...draft.notices, notice] };
  }
  if (currentId(config.current) !== id && effectiveProvider(config, system) !== id)
    return withoutProvider(withoutKey(draft, id), id);
  const line = config.providers.find((one) => one.id === id)?.line ?? 1;
  const params = { file: config.file, line, provider: id };
  throw failure("conflict", "codex.provider-in-use", params, hint("codex.hint-providers", {}));
}
