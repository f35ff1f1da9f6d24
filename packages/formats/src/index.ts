export { findStrings } from "./jsonl/find-strings.ts";
export type { Found, MemberPath, Unreadable } from "./jsonl/find-strings.ts";
export { LineFinder } from "./jsonl/line-finder.ts";
export type { FoundLine } from "./jsonl/line-finder.ts";
export { fillSlot, resizeSlot, slotValue, tokenLength } from "./jsonl/string-slot.ts";
export type { StringSlot } from "./jsonl/string-slot.ts";
