import { type Found, findSlots, type Slot, slotNumber, slotText } from "@zcf/formats";

/** Where a forked or reverted file says that the history before it stands. */
export interface HistoryBase {
  /** The file's segment id. */
  readonly segment: string;
  /** Holds the byte of that file at which the inherited part ends; `null` where we may not know all that it says. */
  readonly end: Slot | null;
}

/** What one line of a session file says about providers. */
export type RolloutRecord =
  | {
      readonly kind: "meta";
      readonly thread: string;
      /** `legacy` also where the line does not say (up to 0.142). */
      readonly history: string;
      /** `null` where the line names none: such a session belongs to every provider (0.142 and 0.169 measured). */
      readonly provider: Slot | null;
      readonly original: Slot | null;
      /** Whether `original_model_provider` is there, with whatever value. */
      readonly noted: boolean;
      /** `null` where the file begins its history itself; `unknown` where it cannot be told what it continues. */
      readonly base: HistoryBase | "unknown" | null;
    }
  | { readonly kind: "settings"; readonly provider: Slot | null }
  /** Nothing about providers, although a needle was found in it. */
  | { readonly kind: "other" }
  /** Not strict JSON: Codex passes over it as well. */
  | { readonly kind: "malformed" }
  /** A member we go by is there twice. Codex takes the last (measured); we do not guess. */
  | { readonly kind: "ambiguous"; readonly base: HistoryBase | "unknown" | null };

/** A line without any of these texts is no record of interest. */
export const NEEDLES: readonly string[] = ['"session_meta"', '"thread_settings_applied"'];

const PATHS = {
  type: ["type"],
  event: ["payload", "type"],
  thread: ["payload", "id"],
  history: ["payload", "history_mode"],
  provider: ["payload", "model_provider"],
  original: ["payload", "original_model_provider"],
  base: ["payload", "history_base"],
  segment: ["payload", "history_base", "thread_id"],
  end: ["payload", "history_base", "end_byte_offset"],
  settings: ["payload", "thread_settings", "model_provider_id"],
} as const;

const { type, base, segment, end } = PATHS;
const BASE_PATHS = { type, base, segment, end };

type Members = Readonly<Record<keyof typeof PATHS, Found>>;

/** Reads one line, without its `\n`; slots count from the line's start. */
export function readRecord(line: Uint8Array): RolloutRecord {
  const found = findSlots(line, PATHS);
  if (found === "malformed") return { kind: found };
  if (found === "ambiguous") return { kind: found, base: baseInAmbiguous(line) };
  if (text(found.type) === "session_meta") return metaOf(line, found);
  if (text(found.type) === "event_msg" && text(found.event) === "thread_settings_applied")
    return { kind: "settings", provider: textSlot(found.settings) };
  return { kind: "other" };
}

/** Another member may be the one that is there twice. */
function baseInAmbiguous(line: Uint8Array): HistoryBase | "unknown" | null {
  const found = findSlots(line, BASE_PATHS);
  if (typeof found === "string") return "unknown";
  return text(found.type) === "session_meta" ? baseOf(line, found) : null;
}

function metaOf(line: Uint8Array, found: Members): RolloutRecord {
  const thread = text(found.thread);
  if (thread === null) return { kind: "other" };
  return {
    kind: "meta",
    thread,
    history: found.history === "absent" ? "legacy" : (text(found.history) ?? "unknown"),
    provider: textSlot(found.provider),
    original: textSlot(found.original),
    noted: found.original !== "absent",
    base: baseOf(line, found),
  };
}

type BaseMembers = Pick<Members, keyof typeof BASE_PATHS>;

function baseOf(line: Uint8Array, { base, segment, end }: BaseMembers): HistoryBase | "unknown" | null {
  if (base === "absent" || base === "null") return null;
  const id = text(segment);
  if (id === null) return "unknown";
  const isKnown = typeof end !== "string" && slotNumber(end) !== null && saysNothingElse(line);
  return { segment: id, end: isKnown ? end : null };
}

/** All that Codex says of the history before a file (0.148 to 0.169 measured). */
const BASE_MEMBERS: ReadonlySet<string> = new Set(["thread_id", "end_ordinal_exclusive", "end_byte_offset"]);

/** Another member may be one more offset. */
function saysNothingElse(line: Uint8Array): boolean {
  const record = JSON.parse(Buffer.from(line).toString()) as { payload: { history_base: object } };
  return Object.keys(record.payload.history_base).every((name) => BASE_MEMBERS.has(name));
}

function textSlot(found: Found): Slot | null {
  return text(found) === null || typeof found === "string" ? null : found;
}

function text(found: Found): string | null {
  return typeof found === "string" ? null : slotText(found);
}
