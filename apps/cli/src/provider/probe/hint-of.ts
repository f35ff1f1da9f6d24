import type { ProviderEntry, ProviderRequest } from "@zcf/contract";
import { parseUrl } from "./parse-url.ts";

/** What is odd about an address at which nothing is found. */
export type UrlHint = "v1-twice" | "v1-doubled" | "v1-missing";

/** `v1-twice`: the tool added one to it; `v1-doubled`: it has two of its own. */
export function hintOf({ url }: ProviderRequest, { fields }: ProviderEntry): UrlHint | null {
  const path = parseUrl(url)?.pathname ?? "";
  const own = (parseUrl(fields["base-url"] ?? "")?.pathname ?? "").replace(/\/+$/, "");
  if (/\/v1\/+v1$/.test(own)) return "v1-doubled";
  if (/\/v1\/+v1\//.test(path)) return "v1-twice";
  return /\/v\d+[a-z0-9]*\//.test(path) ? null : "v1-missing";
}
