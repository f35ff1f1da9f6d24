import { createHash } from "node:crypto";
import { CLAUDE_CODE, CODEX } from "./draft.ts";

/** Ids that mean something else to a tool, or to us (codex-config-auth.md B; Claude Code: our own targets). */
const RESERVED: Readonly<Record<string, readonly string[]>> = {
  [CODEX]: [
    "official",
    "openai",
    "ollama",
    "lmstudio",
    "amazon-bedrock",
    "amazon-bedrock-runtime",
    "gcp",
    "oss",
  ],
  [CLAUDE_CODE]: ["official", "ccr", "ccr-proxy"],
};

/** Lower case, with `-` for each run of other characters than letters and digits; empty where nothing remains. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}

/** What an id can be made of, the best first. */
export interface Naming {
  readonly origin: string;
  readonly name: string;
  readonly baseUrl: string;
}

/**
 * An id for a provider whose source has none that a person would type: of its name, else of what its source calls it,
 * else of its server.
 */
export function idOf(tool: string, { origin, name, baseUrl }: Naming): string {
  const candidates = [name, isOpaque(origin) ? "" : origin, hostOf(baseUrl)].map(slug);
  return allowedId(tool, candidates.find((text) => text !== "") ?? `provider-${mark(origin)}`);
}

/** The id itself, unless it means something else. */
export function allowedId(tool: string, id: string): string {
  return RESERVED[tool]?.includes(id.toLowerCase()) === true ? `${id}-custom` : id;
}

/** Of those with the same id, all but the first get a mark of what their source calls them. */
export function distinct<T extends { readonly tool: string; readonly id: string; readonly origin: string }>(
  drafts: readonly T[],
): readonly T[] {
  const taken = new Set<string>();
  return drafts.map((draft) => {
    // Codex takes no two that differ in case alone.
    const key = `${draft.tool}/${draft.id.toLowerCase()}`;
    if (taken.has(key)) return { ...draft, id: `${draft.id}-${mark(draft.origin)}` };
    taken.add(key);
    return draft;
  });
}

/** Six hex digits that belong to a text. */
function mark(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 6);
}

/** A UUID or a time: nobody types it. */
function isOpaque(origin: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(origin) || /^\d+$/.test(origin);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
