import { isSwitchError, type View } from "@zcf/contract";
import { hasAccount, keyOf } from "../auth/credential.ts";
import { currentId, OFFICIAL } from "../config/config.ts";
import { driftNotices } from "../drift.ts";
import { planSwitch } from "../plan-switch.ts";
import type { Situation } from "../situation.ts";
import type { CodexChecks } from "./checks.ts";
import { type Fix, type Found, found } from "./found.ts";
import { usesAuth } from "./uses-auth.ts";

const CHECKS = [
  "codex.drift-key",
  "codex.drift-auth-mode",
  "codex.drift-official-key",
  "codex.drift-shared-table",
  "codex.drift-shared-unknown",
  "codex.drift-shared-unmarked",
] as const;

type AlignCheck = (typeof CHECKS)[number];

/** Where what is in use is not what is written for it; the same as `status` says. */
export async function alignFindings(situation: Situation, view: View): Promise<readonly Found[]> {
  const drift = driftNotices(situation, []).filter(
    (notice): notice is typeof notice & { readonly code: AlignCheck } =>
      CHECKS.some((check) => check === notice.code),
  );
  const empty = emptyAuth(situation);
  if (drift.length + empty.length === 0) return [];
  const fix = await alignment(situation, view);
  return [
    ...drift.map(({ code, params }) => found(code, "warning", params as CodexChecks[AlignCheck], fix)),
    ...empty.map((file) => found("codex.auth-empty", "error", { file }, fix)),
  ];
}

/** Codex's terminal interface exits with such a file, where without one it would offer the login (0.142, 0.169). */
function emptyAuth({ config, auth }: Situation): readonly string[] {
  const { data, file } = auth;
  const isEmpty = data !== null && !hasAccount(data) && keyOf(data) === null;
  return isEmpty && usesAuth(config) ? [file] : [];
}

/** `null` where a switch to what is in use would be refused. */
async function alignment({ store, config }: Situation, view: View): Promise<Fix | null> {
  if (config.current.kind === "other") return null;
  const target = config.current.kind === "official" ? OFFICIAL : currentId(config.current);
  try {
    await planSwitch(store, view, { kind: "switch", target, sessions: null, force: false });
    return { kind: "align" };
  } catch (error) {
    // A process that is in the way now need not be when it is fixed, and the fix says so.
    if (isSwitchError(error)) return error.code === "codex.resident-process" ? { kind: "align" } : null;
    throw error;
  }
}
