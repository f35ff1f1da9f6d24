import { sameValue, type TomlTable, tomlAt } from "@zcf/formats";
import { serverOf, shownUrl } from "../config/provider.ts";
import { warning } from "../report.ts";
import { type Draft, withTable } from "./draft.ts";
import { keyIn } from "./draft-keys.ts";
import { storeOf } from "./key-stores.ts";

/** What belongs to a server, and may hold what only that one may see. */
const FOR_SERVER: readonly string[] = ["http_headers", "env_http_headers", "query_params"];

/** To another server goes what was given for the old one: the user says so, and is told. */
export function withGoesAlong(before: Draft, draft: Draft, id: string): Draft {
  const [was, is] = [before, draft].map(({ tables }) => tables.get(id) ?? {});
  if (was === undefined || is === undefined || serverIn(was) === serverIn(is)) return draft;
  if (!keepsCredential(before, draft, id) && !FOR_SERVER.some((field) => Object.hasOwn(is, field)))
    return draft;
  const notice = warning("codex.key-goes-along", { provider: id, url: shownUrl(urlIn(is) ?? "") });
  return { ...draft, notices: [...draft.notices, notice] };
}

/** Where another server gets another credential, or none, nothing else of the old one's stays either. */
export function withLeftBehind(before: Draft, draft: Draft, id: string): Draft {
  const [was, is] = [before, draft].map(({ tables }) => tables.get(id) ?? {});
  if (was === undefined || is === undefined || serverIn(was) === serverIn(is)) return draft;
  return keepsCredential(before, draft, id) ? draft : withoutServerFields(draft, id);
}

/** Without what was written for the first server; it is told. */
export function withoutServerFields(draft: Draft, id: string): Draft {
  const table = draft.tables.get(id) ?? {};
  const fields = FOR_SERVER.filter((key) => Object.hasOwn(table, key));
  if (fields.length === 0) return draft;
  const rest = Object.fromEntries(Object.entries(table).filter(([key]) => !fields.includes(key)));
  const notice = warning("codex.left-behind", { provider: id, fields });
  return { ...withTable(draft, id, rest), notices: [...draft.notices, notice] };
}

/** Wherever it is kept: also a key that somebody else keeps, in a variable or behind a command. */
function keepsCredential(before: Draft, draft: Draft, id: string): boolean {
  const key = keyIn(draft, id);
  if (key !== null) return key === keyIn(before, id);
  const [was, is] = [before, draft].map(({ tables }) => tables.get(id) ?? {});
  const isElsewhere = storeOf(id, is ?? {}) === "env" || storeOf(id, is ?? {}) === "other";
  return isElsewhere && ["env_key", "auth"].every((field) => sameValue(was?.[field], is?.[field]));
}

/** See `serverOf`. */
export function serverIn(table: TomlTable = {}): string | null {
  return serverOf({ baseUrl: urlIn(table) });
}

function urlIn(table: TomlTable): string | null {
  const url = tomlAt(table, "base_url");
  return typeof url === "string" ? url : null;
}
