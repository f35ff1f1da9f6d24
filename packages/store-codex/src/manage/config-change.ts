import type { Memory } from "@zcf/contract";
import { applyHunks, isTomlTable, sameTable, setTable, type TomlChange, tomlAt } from "@zcf/formats";
import { type Config, currentId, parseConfig } from "../config/config.ts";
import { configHunks } from "../config/config-hunks.ts";
import { removeProvider } from "../config/remove-provider.ts";
import { withKnown } from "../config/with-known.ts";
import type { Problem } from "../report.ts";
import { copyOf, serverIn } from "../shared/copy.ts";
import { withShared } from "../shared/find-shared.ts";
import { rememberNote } from "../shared/note.ts";
import { MARK } from "../shared/shared-id.ts";
import type { Draft } from "./draft.ts";
import { tableChanges } from "./table-changes.ts";

/** What becomes of `config.toml`. */
export interface ConfigChange {
  readonly hunks: ReturnType<typeof configHunks>;
  /** As it will be. */
  readonly next: Config;
  readonly remember: readonly Memory[];
  /** Against the removals. */
  readonly problems: readonly Problem[];
}

/** The threads that refer to each provider that goes. */
export type Referents = ReadonlyMap<string, readonly string[]>;

/** The ids of providers whose tables a draft changes. */
export function changedIds({ situation: { config }, tables }: Draft): readonly string[] {
  const before = new Map(config.providers.map(({ id, table }) => [id, table]));
  const ids = [...new Set([...before.keys(), ...tables.keys()])];
  return ids.filter((id) => {
    const [was, is] = [before.get(id), tables.get(id)];
    return was === undefined || is === undefined || !sameTable(was, is);
  });
}

/** The ids of providers that a draft removes. */
export function removedIds(draft: Draft): readonly string[] {
  return changedIds(draft).filter((id) => !draft.tables.has(id));
}

/** The hunks that bring the tables of a draft about, the shared one included where it is a copy of one of them. */
export function changeConfig(draft: Draft, referents: Referents): ConfigChange {
  const { config } = draft.situation;
  const content = config.content ?? new Uint8Array();
  const removals = removedIds(draft).map((provider) =>
    removeProvider({ config, provider, referents: referents.get(provider) ?? [] }),
  );
  const changes = [...removals.flatMap((one) => one.changes), ...ofTables(draft)];
  const shared = ofShared(draft, nextConfig(draft, content, changes));
  const all = [...changes, ...shared.changes];
  return {
    hunks: configHunks(config, content, all),
    next: nextConfig(draft, content, all),
    remember: shared.remember,
    problems: removals.flatMap(({ problems }) => problems),
  };
}

function ofTables(draft: Draft): readonly TomlChange[] {
  const before = new Map(draft.situation.config.providers.map(({ id, table }) => [id, table]));
  return changedIds(draft).flatMap((id) => {
    const table = draft.tables.get(id);
    return table === undefined ? [] : tableChanges(id, before.get(id), table);
  });
}

function nextConfig(draft: Draft, content: Uint8Array, changes: readonly TomlChange[]): Config {
  const { config, note } = draft.situation;
  const after = applyHunks(content, configHunks(config, content, changes));
  const next = parseConfig({ file: config.file, content: after });
  return withShared(withKnown(next, draft.keys), note);
}

/** As long as it is there the shared table is a copy of the target in use; see docs/decisions/0007. */
function ofShared(
  draft: Draft,
  next: Config,
): { changes: readonly TomlChange[]; remember: readonly Memory[] } {
  const { config, note } = draft.situation;
  const { shared } = config;
  const id = shared?.target?.kind === "provider" ? currentId(shared.target) : null;
  const provider = next.providers.find((one) => one.id === id);
  const isThere = isTomlTable(tomlAt(next.document.data, "model_providers", shared?.id ?? ""));
  if (shared === null || id === null || provider === undefined || !isThere || !changedIds(draft).includes(id))
    return { changes: [], remember: [] };
  const copy = copyOf({ kind: "provider", provider }, next);
  const about = { id: shared.id, target: id, server: serverIn(copy), heir: note?.heir ?? null };
  return {
    changes: [setTable(["model_providers", shared.id], copy, MARK)],
    remember: rememberNote(note, about),
  };
}
