import type { FileEdit, View } from "@zcf/contract";
import { editToml, isTomlTable, setString, tomlAt } from "@zcf/formats";
import { patchOf } from "./edits.ts";
import { upstreamName } from "./effective-target.ts";
import { CURRENT } from "./profiles.ts";
import { parsed } from "./read-file.ts";
import type { Situation } from "./situation.ts";
import type { SwitchTarget } from "./target.ts";

/** Lets upstream's `currentProfile` follow; nothing where its file is not there, or has no name for the target. */
export function currentEdits(view: View, situation: Situation, target: SwitchTarget): readonly FileEdit[] {
  const { profiles, places } = situation;
  const { file, content, document, current } = profiles;
  const name = upstreamName(situation, target);
  if (!places.isUpstreams || name === null || content === null || document === null) return [];
  if (!isTomlTable(tomlAt(document.data, "claudeCode")) || (current ?? "") === name) return [];
  const hunks = parsed(file, () => editToml(content, [setString(CURRENT, name)]));
  return patchOf(view, profiles, hunks);
}
