import type { Store, View } from "@zcf/contract";
import { removeProvider } from "../config/remove-provider.ts";
import { referentsOf } from "../referents.ts";
import { failure, hint, type Problem } from "../report.ts";
import { SHARED_IDS } from "../shared/shared-id.ts";
import { readableConfig } from "./readable-config.ts";
import type { RevertedFiles } from "./reverted-files.ts";

/**
 * What speaks against the tables that go with an undo: sessions that refer to one by now. Shared ones are not among them,
 * whose sessions go back with the same undo.
 *
 * Throws `codex.provider-in-use` (conflict) for the one in use: Codex would not start.
 */
export async function removedTables(
  store: Store,
  view: View,
  { config: { file, now, next } }: RevertedFiles,
): Promise<readonly Problem[]> {
  const today = readableConfig({ file, content: now });
  const then = readableConfig({ file, content: next });
  if (today === null || then === null) return [];
  const stays = new Set([...then.providers.map(({ id }) => id), ...SHARED_IDS]);
  const problems: Problem[] = [];
  for (const { id, line } of today.providers.filter((one) => !stays.has(one.id))) {
    if (then.current.kind === "other" && then.current.id === id) {
      const params = { file, line, provider: id };
      throw failure("conflict", "codex.provider-in-use", params, hint("codex.hint-providers", {}));
    }
    const referents = await referentsOf(store, view, id);
    problems.push(...removeProvider({ config: today, provider: id, referents }).problems);
  }
  return problems;
}
