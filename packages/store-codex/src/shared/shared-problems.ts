import type { SessionsMode } from "@zcf/contract";
import type { Config } from "../config/config.ts";
import { ADJUSTABLE_IDS } from "../config/provider.ts";
import { hint, type Problem, problem } from "../report.ts";
import type { Route } from "./route.ts";
import { SHARED_IDS, sharedId } from "./shared-id.ts";

/** Why a target cannot be put to use through a shared table. */
export function sharedProblems(config: Config, { target, mode }: Route): readonly Problem[] {
  if (mode !== "shared") return [];
  const taken = sharedId(config) === null ? [idTaken(config)] : [];
  if (target.kind === "official" || !ADJUSTABLE_IDS.includes(target.provider.id)) return taken;
  // What the table adjusts is built in under its own id: a copy under another one is no provider at all.
  const { id, line } = target.provider;
  const next = { forceable: false, hint: hint("codex.hint-not-shared", {}) };
  return [...taken, problem("codex.shared-built-in", { file: config.file, line, provider: id }, next)];
}

/** A switch that does not say what becomes of sessions cannot tell whether they are shared. */
export function unmarkedProblems({ file, unmarked }: Config, asked: SessionsMode | null): readonly Problem[] {
  if (unmarked === null || asked !== null) return [];
  const { id, line } = unmarked;
  const next = { forceable: false, hint: hint("codex.hint-say-sessions", {}) };
  return [problem("codex.shared-unmarked", { file, line, provider: id }, next)];
}

function idTaken({ file, providers }: Config): Problem {
  const line = providers.find(({ id }) => id === SHARED_IDS[0])?.line ?? 1;
  const next = { forceable: false, hint: hint("codex.hint-edit-file", { file, line }) };
  return problem("codex.shared-id-taken", { file, line, providers: SHARED_IDS }, next);
}
