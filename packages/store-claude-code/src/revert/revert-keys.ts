import type { FileEdit, MadeChange, View } from "@zcf/contract";
import { wholeEdit } from "../edits.ts";
import { KEYS, type KeyFile, keyEdits, keyFileOf } from "../key-file.ts";
import { failure } from "../report.ts";
import { outcomeOf } from "./three-way.ts";

/** Takes back our own key file, key by key. Throws `claude-code.undo-changed` (conflict) for one that was changed since. */
export function revertKeys(view: View, change: MadeChange, now: KeyFile): readonly FileEdit[] {
  if (change.now === "replaced") return wholeEdit(view, now, change.before);
  if (change.now !== "changed") return [];
  const { file } = change;
  const [past, made] = [change.before, change.after].map((content) => keyFileOf({ file, content }).keys);
  const ids = [...new Set([...Object.keys(past ?? {}), ...Object.keys(made ?? {})])];
  const outcomes = ids.map((id) => {
    const values = { before: past?.[id], after: made?.[id], today: now.keys[id] };
    return { id, before: values.before, outcome: outcomeOf(values) };
  });
  const conflicts = outcomes.filter(({ outcome }) => outcome === "conflict").map(({ id }) => `${KEYS}.${id}`);
  if (conflicts.length > 0) throw failure("conflict", "claude-code.undo-changed", { file, keys: conflicts });
  const back = outcomes.filter(({ outcome }) => outcome === "goes-back");
  const others = Object.entries(now.keys).filter(([id]) => back.every((one) => one.id !== id));
  const keys = back.flatMap(({ id, before }) => (before === undefined ? [] : [[id, before] as const]));
  return keyEdits(view, now, Object.fromEntries([...others, ...keys]));
}
