import type { Memory } from "@zcf/contract";
import { setTable, type TomlChange } from "@zcf/formats";
import { type Config, currentId, OFFICIAL, OPENAI } from "../config/config.ts";
import { removeProvider } from "../config/remove-provider.ts";
import { targetId } from "../target.ts";
import { copyOf, serverIn } from "./copy.ts";
import { forgetNote, rememberNote, type SharedNote } from "./note.ts";
import type { Route } from "./route.ts";
import { MARK } from "./shared-id.ts";

export interface TableQuestion {
  readonly config: Config;
  readonly route: Route;
  readonly note: SharedNote | null;
  /** The threads that refer to the table; only asked for where the mode is left. */
  readonly referents: readonly string[];
}

export interface TablePlan {
  readonly changes: readonly TomlChange[];
  readonly remember: readonly Memory[];
}

const NOTHING: TablePlan = { changes: [], remember: [] };

/**
 * What happens to the shared table: as long as it is there it stands for the target in use, also after the mode was
 * left, so that a session that still refers to it never sends a key to a server it was not given for. It goes when the
 * mode is left and no session refers to it.
 */
export function planTable({ config, route, note, referents }: TableQuestion): TablePlan {
  const id = route.mode === "shared" ? route.id : config.shared?.id;
  if (id === undefined)
    return config.unmarked === null ? NOTHING : { changes: [], remember: forgetNote(note) };
  if (route.mode === "shared") return written(config, route, { note, id, heir: null });
  const { changes, problems } = removeProvider({ config, provider: id, referents });
  if (problems.length === 0) return { changes, remember: forgetNote(note) };
  return written(config, route, { note, id, heir: heirOf(config, note) });
}

function written(config: Config, { target }: Route, about: About): TablePlan {
  const { note, id, heir } = about;
  const copy = copyOf(target, config);
  return {
    changes: [setTable(["model_providers", id], copy, MARK)],
    remember: rememberNote(note, { id, target: targetId(target), server: serverIn(copy), heir }),
  };
}

interface About {
  readonly note: SharedNote | null;
  readonly id: string;
  readonly heir: string | null;
}

/** Whom sessions begun in the mode belong to once it is left: the target that was in use then. */
export function heirOf({ current, shared }: Config, note: SharedNote | null): string | null {
  if (shared?.active !== true) return note?.heir ?? null;
  if (shared.target === null) return null;
  return currentId(current) === OFFICIAL ? OPENAI : currentId(current);
}
