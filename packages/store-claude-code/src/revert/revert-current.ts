import type { FileEdit, MadeChange, View } from "@zcf/contract";
import { editToml, setString, tomlAt } from "@zcf/formats";
import { patchOf, wholeEdit } from "../edits.ts";
import { CURRENT, type Profiles } from "../profiles.ts";
import { parsed, tomlOf } from "../read-file.ts";
import { failure } from "../report.ts";
import { isEqual, outcomeOf } from "./three-way.ts";

/** Takes back upstream's `currentProfile`. Throws `claude-code.undo-changed` (conflict) when somebody has changed it since. */
export function revertCurrent(view: View, change: MadeChange, now: Profiles): readonly FileEdit[] {
  if (change.now === "replaced") return wholeEdit(view, now, change.before);
  const { file, content } = now;
  if (change.now !== "changed" || content === null) return [];
  const before = currentIn(change, change.before);
  const values = { before, after: currentIn(change, change.after), today: now.current ?? "" };
  const outcome = outcomeOf(values, isEqual);
  if (outcome === "conflict") {
    throw failure("conflict", "claude-code.undo-changed", { file, keys: [CURRENT.join(".")] });
  }
  if (outcome === "stays") return [];
  return patchOf(
    view,
    now,
    parsed(file, () => editToml(content, [setString(CURRENT, before)])),
  );
}

/** Nothing said means official, which upstream writes as an empty text. */
function currentIn({ file }: MadeChange, content: Uint8Array | null): string {
  const document = tomlOf({ file, content });
  const current = document === null ? undefined : tomlAt(document.data, ...CURRENT);
  return typeof current === "string" ? current : "";
}
