import { unknownTarget } from "../target.ts";
import type { ManagedProfile } from "./managed-profile.ts";
import type { ById } from "./managed-profiles.ts";

/** The profile of that id. Throws `claude-code.unknown-target` (usage). */
export function found(profiles: ById, id: string): ManagedProfile {
  const profile = profiles.get(id);
  if (profile !== undefined) return profile;
  throw unknownTarget(id, [...profiles.keys()].toSorted());
}
