import {
  activate,
  type CommentedKey,
  commentedRootKeys,
  commentOut,
  setString,
  type TomlChange,
  type TomlDocument,
  tomlAt,
} from "@zcf/formats";
import { OPENAI } from "./config.ts";

const KEY = "model_provider";

/** The changes that make a provider the one in use. A line that upstream commented out is taken back into use. */
export function useProvider(document: TomlDocument, id: string): readonly TomlChange[] {
  const set = setString([KEY], id);
  if (tomlAt(document.data, KEY) !== undefined) return [set];
  const commented = reusable(commentedRootKeys(document, KEY), id);
  return commented === null ? [set] : [activate(KEY, commented), set];
}

/**
 * The changes after which no provider is in effect.
 *
 * The line becomes a comment, as upstream does it, so that what stands behind the value survives. Where `explicit`,
 * because a lower layer names a provider, official is written out.
 */
export function useOfficial(document: TomlDocument, explicit: boolean): readonly TomlChange[] {
  const value = tomlAt(document.data, KEY);
  if (value === OPENAI || (value === undefined && !explicit)) return [];
  return explicit ? [setString([KEY], OPENAI)] : [commentOut(KEY)];
}

// The line that names this provider, else the only one; of several, each may be a note the user wants to keep.
export function reusable(commented: readonly CommentedKey[], id: string): CommentedKey | null {
  const same = commented.find(({ value }) => value === id);
  return same ?? (commented.length === 1 ? (commented[0] ?? null) : null);
}
