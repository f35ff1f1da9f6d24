import type { Notice, SessionCount } from "@zcf/contract";
import type { Config } from "../config/config.ts";
import { info, warning } from "../report.ts";
import { targetId } from "../target.ts";
import type { Route } from "./route.ts";

/** What a switch should say of the shared table; `referents`: how many sessions it stays for when the mode is left. */
export function sharedNotices(
  { file, shared }: Config,
  { mode }: Route,
  referents: number,
): readonly Notice[] {
  if (shared === null) return [];
  const { id: provider, line, active, exact } = shared;
  const changed = active && !exact ? [warning("codex.shared-rewritten", { file, line, provider })] : [];
  if (mode === "shared" || referents === 0) return changed;
  return [...changed, info("codex.shared-kept", { file, line, provider, sessions: referents })];
}

/** What to know of a home with a shared table. */
export function sharedState({ file, shared }: Config, sessions: readonly SessionCount[]): readonly Notice[] {
  if (shared === null) return [];
  const { id: provider, line, active } = shared;
  if (active) return [info("codex.shared-mode", { provider })];
  const left = sessions.find((count) => count.provider === provider)?.sessions ?? 0;
  return [info("codex.shared-left", { file, line, provider, sessions: left })];
}

/** Where the shared table in use is no copy of its target. */
export function sharedDrift({ file, shared, unmarked }: Config): readonly Notice[] {
  if (unmarked !== null) {
    const { id, line } = unmarked;
    return [warning("codex.drift-shared-unmarked", { file, line, provider: id })];
  }
  if (shared?.active !== true || shared.exact) return [];
  const { id: provider, line, target } = shared;
  if (target === null) return [warning("codex.drift-shared-unknown", { file, line, provider })];
  return [warning("codex.drift-shared-table", { file, line, provider, target: targetId(target) })];
}
