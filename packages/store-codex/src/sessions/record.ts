import { type Found, findStrings, type StringSlot, slotValue } from "@zcf/formats";

/** What one line of a session file says about providers. */
export type RolloutRecord =
  | {
      readonly kind: "meta";
      readonly thread: string;
      /** `legacy` also where the line does not say (up to 0.142). */
      readonly history: string;
      /** `null` where the line names none: such a session belongs to every provider (0.142 and 0.169 measured). */
      readonly provider: StringSlot | null;
      readonly original: StringSlot | null;
      /** Whether `original_model_provider` is there, with whatever value. */
      readonly noted: boolean;
    }
  | { readonly kind: "settings"; readonly provider: StringSlot | null }
  /** Nothing about providers, although a needle was found in it. */
  | { readonly kind: "other" }
  /** Not strict JSON: Codex passes over it as well. */
  | { readonly kind: "malformed" }
  /** A member we go by is there twice. Codex takes the last (measured); we do not guess. */
  | { readonly kind: "ambiguous" };

/** A line without any of these texts is no record of interest. */
export const NEEDLES: readonly string[] = ['"session_meta"', '"thread_settings_applied"'];

const PATHS = {
  type: ["type"],
  event: ["payload", "type"],
  thread: ["payload", "id"],
  history: ["payload", "history_mode"],
  provider: ["payload", "model_provider"],
  original: ["payload", "original_model_provider"],
  settings: ["payload", "thread_settings", "model_provider_id"],
} as const;

type Members = Readonly<Record<keyof typeof PATHS, Found>>;

/** Reads one line, without its `\n`; slots count from the line's start. */
export function readRecord(line: Uint8Array): RolloutRecord {
  const found = findStrings(line, PATHS);
  if (typeof found === "string") return { kind: found };
  if (text(found.type) === "session_meta") return metaOf(found);
  if (text(found.type) === "event_msg" && text(found.event) === "thread_settings_applied")
    return { kind: "settings", provider: slot(found.settings) };
  return { kind: "other" };
}

function metaOf(found: Members): RolloutRecord {
  const thread = text(found.thread);
  if (thread === null) return { kind: "other" };
  return {
    kind: "meta",
    thread,
    history: found.history === "absent" ? "legacy" : (text(found.history) ?? "unknown"),
    provider: slot(found.provider),
    original: slot(found.original),
    noted: found.original !== "absent",
  };
}

function slot(found: Found): StringSlot | null {
  return typeof found === "string" ? null : found;
}

function text(found: Found): string | null {
  return typeof found === "string" ? null : slotValue(found);
}
