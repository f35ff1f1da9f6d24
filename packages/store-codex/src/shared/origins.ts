import { type Config, currentId, OPENAI } from "../config/config.ts";
import { BUILT_IN_IDS } from "../config/provider.ts";
import type { Origins } from "../sessions/original.ts";
import type { SharedNote } from "./note.ts";
import { heirOf } from "./plan-table.ts";
import { SHARED_IDS } from "./shared-id.ts";

/** Where the sessions of a home come from: never from a shared id, unless the user has a table of that name. */
export function originsOf(config: Config, note: SharedNote | null): Origins {
  const { providers, shared } = config;
  const taken = (id: string): boolean => id !== note?.id && providers.some((provider) => provider.id === id);
  const ids = SHARED_IDS.filter((id) => id === shared?.id || !taken(id));
  return { shared: ids, heir: heirOf(config, note) };
}

/** Where a restore puts what was begun under the shared id and could not leave it; `null` while sessions are shared. */
export function strandedTo(config: Config, { heir }: Origins): string | null {
  const { current, shared } = config;
  if (shared?.active === true) return null;
  if (heir !== null || current.kind === "provider") return heir ?? currentId(current);
  if (current.kind === "official") return OPENAI;
  return BUILT_IN_IDS.includes(current.id) ? current.id : null;
}
