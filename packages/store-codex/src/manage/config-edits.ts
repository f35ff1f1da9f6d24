import type { FileEdit, Notice, View } from "@zcf/contract";
import { applyHunks, tomlAt } from "@zcf/formats";
import { info } from "../report.ts";
import { type ConfigChange, changedIds } from "./config-change.ts";
import type { Draft } from "./draft.ts";

/** What only the owner may read and write. */
const PRIVATE = 0o700;

/** The edit of `config.toml`; one that puts a token into it closes the file to others. */
export async function configEdits(
  view: View,
  draft: Draft,
  { hunks }: Pick<ConfigChange, "hunks">,
): Promise<{ readonly edits: readonly FileEdit[]; readonly notices: readonly Notice[] }> {
  const { file, content } = draft.situation.config;
  const common = { group: "config", sensitive: true, file } as const;
  if (hunks.length === 0) return { edits: [], notices: [] };
  if (content === null) {
    const created = applyHunks(new Uint8Array(), hunks);
    return { edits: [{ ...common, kind: "create", content: created, mode: 0o600 }], notices: [] };
  }
  const before = await looseMode(view, draft);
  const mode = before === null ? {} : { mode: { before, after: before & PRIVATE } };
  return {
    edits: [{ ...common, kind: "patch", base: view.digest(content), hunks, ...mode }],
    notices: before === null ? [] : [info("codex.config-closed", { file })],
  };
}

/** The permission bits, where others have some and a token comes in; `null` where nothing has to be done about them. */
async function looseMode(view: View, draft: Draft): Promise<number | null> {
  const isToken = (id: string): boolean =>
    tomlAt(draft.tables.get(id) ?? {}, "experimental_bearer_token") !== undefined;
  if (!view.can.modes || !changedIds(draft).some(isToken)) return null;
  const { mode } = (await view.stat(draft.situation.config.file)) ?? { mode: PRIVATE };
  return (mode & ~PRIVATE) === 0 ? null : mode;
}
