import type { Notice } from "@zcf/contract";
import { tomlAt } from "@zcf/formats";
import { shownUrl } from "../config/provider.ts";
import { warning } from "../report.ts";
import { changedIds } from "./config-change.ts";
import type { Draft } from "./draft.ts";

/** Says where a new base URL ends with its host, or has `/v1` twice: Codex adds none, and most servers want one. */
export function urlNotices(draft: Draft): readonly Notice[] {
  const before = new Map(draft.situation.config.providers.map(({ id, baseUrl }) => [id, baseUrl]));
  return changedIds(draft).flatMap((id) => {
    const url = tomlAt(draft.tables.get(id) ?? {}, "base_url");
    if (typeof url !== "string" || before.get(id) === url || !URL.canParse(url)) return [];
    const { pathname } = new URL(url);
    const about = { provider: id, url: shownUrl(url) };
    if (pathname === "/") return [warning("codex.url-no-path", about)];
    return /\/v1\/+v1\/*$/.test(pathname) ? [warning("codex.url-v1-twice", about)] : [];
  });
}
