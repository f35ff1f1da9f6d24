import type { ProviderChange } from "@zcf/contract";
import { failure, hint } from "../report.ts";
import { addProvider } from "./add-provider.ts";
import { copyProvider } from "./copy-provider.ts";
import { deleteProvider } from "./delete-provider.ts";
import type { Draft } from "./draft.ts";
import { editProvider } from "./edit-provider.ts";

const WAYS: Readonly<Record<ProviderChange["change"], (draft: Draft, change: ProviderChange) => Draft>> = {
  add: addProvider,
  edit: editProvider,
  copy: copyProvider,
  remove: deleteProvider,
};

/** Makes changes one after the other. Throws what speaks against one of them. */
export function applyChanges(draft: Draft, changes: readonly ProviderChange[]): Draft {
  requireOnce(changes);
  return changes.reduce((next, change) => WAYS[change.change](next, change), draft);
}

/** Throws `codex.changed-twice` (usage): planned once more, the first of two would be found undone by the second. */
function requireOnce(changes: readonly ProviderChange[]): void {
  for (const [index, { id, copyId, change }] of changes.entries()) {
    const written = change === "copy" ? [copyId ?? ""] : [id];
    const later = changes.slice(index + 1);
    const twice = later.some((other) =>
      written.includes(other.change === "copy" ? (other.copyId ?? "") : other.id),
    );
    const isSourceChanged =
      change === "copy" && later.some((other) => other.change === "edit" && other.id === id);
    if (!twice && !isSourceChanged) continue;
    const provider = isSourceChanged ? id : (written[0] ?? "");
    throw failure("usage", "codex.changed-twice", { provider }, hint("codex.hint-providers", {}));
  }
}
