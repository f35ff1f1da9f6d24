import { upstreamName } from "../effective-target.ts";
import { idOfName } from "../manage/profile-id.ts";
import type { Situation } from "../situation.ts";
import { RESERVED_IDS, type SwitchTarget } from "../target.ts";
import { profileProblems, type TargetProblem } from "../target-problems.ts";
import { type Found, found } from "./found.ts";

/** What is wrong with upstream's profiles, and with our own keys of them. */
export function profileFindings(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  const { profiles, targets } = situation;
  if (profiles.isJson) return [found("claude-code.profiles-json", "warning", { file: profiles.file })];
  const problems = targets.flatMap((target) =>
    target.kind === "official"
      ? []
      : profileProblems(target.profile).map((one) => foundOf(one, target, current)),
  );
  return [...problems, ...names(situation), ...named(situation, current), ...orphans(situation)];
}

function foundOf({ code, params }: TargetProblem, target: SwitchTarget, current: SwitchTarget | null): Found {
  return found(code, target.id === current?.id ? "error" : "warning", params);
}

function names({ profiles: { profiles } }: Situation): readonly Found[] {
  return profiles.flatMap(({ id, name, file }): readonly Found[] => {
    if (RESERVED_IDS.includes(id))
      return [found("claude-code.reserved-profile", "warning", { file, profile: id })];
    const made = idOfName(name);
    return made === id ? [] : [found("claude-code.profile-renamed", "info", { file, profile: id, made })];
  });
}

function named(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  const { profiles, places, settings } = situation;
  const { file, document } = profiles;
  const name = current === null ? null : upstreamName(situation, current);
  const now = profiles.current ?? "";
  if (!places.isUpstreams || document === null || settings.broken !== null || name === null || now === name)
    return [];
  const params = { file, profile: now === "" ? "official" : now };
  return [found("claude-code.drift-profile", "warning", params, { kind: "current", name })];
}

/** Keys of profiles that are gone, or that are asked for in another way by now. While all are gone, their file may come back. */
function orphans({ profiles: { profiles, keys, document } }: Situation): readonly Found[] {
  const used = profiles.filter(({ kind }) => kind === "helper").map(({ id }) => id);
  const gone = Object.keys(keys.keys).filter((id) => !used.includes(id));
  if (gone.length === 0) return [];
  const params = { file: keys.file, profiles: gone };
  return [found("claude-code.key-orphaned", "info", params, document && { kind: "keys", gone })];
}
