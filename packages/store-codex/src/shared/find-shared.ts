import { lineOf, sameTable, type TomlTable, tableComments } from "@zcf/formats";
import type { Config, SharedTable } from "../config/config.ts";
import type { Provider } from "../config/provider.ts";
import { allTargets, type SwitchTarget, targetId } from "../target.ts";
import { copyOf, serverIn } from "./copy.ts";
import type { SharedNote } from "./note.ts";
import { MARK, SHARED_IDS } from "./shared-id.ts";

/** The config with its shared table told apart from the user's own; as it is when it has none. */
export function withShared(config: Config, note: SharedNote | null): Config {
  const table = SHARED_IDS.map((id) => ownTable(config, id, note)).find((found) => found !== null);
  if (table === undefined) return withoutTable(config, note);
  const rest = { ...config, providers: config.providers.filter((provider) => provider !== table) };
  const active = config.current.kind === "provider" && config.current.provider === table;
  const { id, line } = table;
  const shared: SharedTable = { id, line, active, ...standsFor(rest, table, note) };
  if (!active) return { ...rest, shared };
  return { ...rest, shared, current: shared.target ?? { kind: "other", id } };
}

// Somebody removed the table, and `model_provider` still names it: the mode is on, and the next switch mends it. Or
// there is another one under its name.
function withoutTable(config: Config, note: SharedNote | null): Config {
  const { current, document } = config;
  const isNoted = current.kind === "provider" && current.provider.id === note?.id && note.heir === null;
  if (isNoted) return { ...config, unmarked: current.provider };
  if (current.kind !== "other" || note === null || current.id !== note.id) return config;
  const line = lineOf(document, ["model_provider"]) ?? 1;
  return { ...config, shared: { id: note.id, line, active: true, target: null, exact: false } };
}

/**
 * The table of an id if it is ours: it bears our mark, or says just what we last wrote. A table that says something
 * else without the mark is the user's own, whatever its name.
 */
function ownTable(config: Config, id: string, note: SharedNote | null): Provider | null {
  const table = config.providers.find((provider) => provider.id === id);
  if (table === undefined) return null;
  if (tableComments(config.document, ["model_providers", id]).includes(MARK)) return table;
  const written = note?.id === id ? [note.target, note.before] : [];
  return copied(config, table).some((target) => written.includes(targetId(target))) ? table : null;
}

/**
 * What the table stands for. Its content decides, because a note is written before the table, and stays when that is
 * taken back. Where the content tells nothing, the note does, but only for the server that it was written for: whose key
 * is in `auth.json` follows from it.
 */
function standsFor(
  config: Config,
  table: Provider,
  note: SharedNote | null,
): Pick<SharedTable, "target" | "exact"> {
  const same = copied(config, table);
  const noted = (id: string | null | undefined): SwitchTarget | undefined =>
    same.find((target) => targetId(target) === id);
  const target = noted(note?.target) ?? noted(note?.before) ?? same[0];
  if (target !== undefined) return { target, exact: true };
  return { target: changedTarget(config, table, note), exact: false };
}

/**
 * The target of a table that is no copy any more. The noted one, if the table still names the server that it was
 * written for (then the target was edited), or both name the same one. Official's own server may be any.
 */
function changedTarget(config: Config, { table }: Provider, note: SharedNote | null): SharedTable["target"] {
  const server = serverIn(table);
  const targets = allTargets(config);
  const noted = targets.find((candidate) => targetId(candidate) === note?.target);
  if (noted === undefined) return targets.find((target) => isOfficial(target, config, table)) ?? null;
  const isThere = server === note?.server || server === serverIn(copyOf(noted, config));
  return isThere || isOfficial(noted, config, table) ? noted : null;
}

function isOfficial(target: SwitchTarget, config: Config, table: TomlTable): boolean {
  return target.kind === "official" && sameTable(elsewhere(copyOf(target, config)), elsewhere(table));
}

function elsewhere(table: TomlTable): TomlTable {
  return { ...table, base_url: "" };
}

/** The targets whose copy is just this table. */
function copied(config: Config, { id, table }: Provider): readonly SwitchTarget[] {
  return allTargets(config).filter(
    (target) => targetId(target) !== id && sameTable(copyOf(target, config), table),
  );
}
