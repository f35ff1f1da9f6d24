import { failure } from "../report.ts";
import type { ById } from "./managed-profiles.ts";
import { idOfName } from "./profile-id.ts";

/** Throws `claude-code.provider-exists` (usage). Upstream throws away one of two whose names make the same id. */
export function requireUntaken(id: string, profiles: ById): void {
  const isTaken = [...profiles.values()].some(
    (one) => one.id === id || idOfName(one.values["name"] ?? one.id) === id,
  );
  if (isTaken) throw failure("usage", "claude-code.provider-exists", { id });
}
