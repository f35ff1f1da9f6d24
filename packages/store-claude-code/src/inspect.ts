import type { Notice, State, Store, Target, View } from "@zcf/contract";
import { isJsonObject, jsonAt } from "@zcf/formats";
import { driftNotices } from "./drift.ts";
import { backendsOn, effectiveTarget } from "./effective-target.ts";
import { isOurHelper } from "./helper.ts";
import { readOverride } from "./overrides.ts";
import { MODEL, OWNED_KEYS } from "./owned-keys.ts";
import { noticeOf, warning } from "./report.ts";
import { helperOf } from "./settings.ts";
import { readSituation, type Situation } from "./situation.ts";
import { withoutEffect } from "./switch-notices.ts";
import { OFFICIAL, RESERVED_IDS, type SwitchTarget } from "./target.ts";
import { shownUrl, targetProblems } from "./target-problems.ts";
import { wantedEnv } from "./wanted-env.ts";

/** How this home stands. Throws only where its files cannot be read. */
export async function inspect(store: Store, view: View, detail: "targets" | "full"): Promise<State> {
  const situation = await readSituation(store, view);
  const current = effectiveTarget(situation);
  const isFull = detail === "full";
  return {
    current: current?.id ?? null,
    targets: situation.targets.map((target) => describe(situation, target)),
    drift: isFull ? driftNotices(situation, current) : [],
    notices: [
      ...reserved(situation),
      ...fileNotices(situation),
      ...(isFull ? await above(situation, view) : []),
    ],
    sessions: null,
  };
}

function describe(situation: Situation, target: SwitchTarget): Target {
  const problems = targetProblems(situation, target).map(noticeOf);
  if (target.kind === "official")
    return { id: OFFICIAL, name: "Anthropic", baseUrl: null, model: null, problems };
  const { id, name, baseUrl } = target.profile;
  const model = wantedEnv(target)[MODEL] ?? null;
  return { id, name, baseUrl: baseUrl === null ? null : shownUrl(baseUrl), model, problems };
}

function reserved({ profiles }: Situation): readonly Notice[] {
  if (profiles.isJson) return [warning("claude-code.profiles-json", { file: profiles.file })];
  return profiles.profiles
    .filter(({ id }) => RESERVED_IDS.includes(id))
    .map(({ id, file }) => warning("claude-code.reserved-profile", { file, profile: id }));
}

/** What the user's own settings say besides. */
function fileNotices(situation: Situation): readonly Notice[] {
  const { settings } = situation;
  const { file, broken, document, env } = settings;
  if (broken !== null) return [{ code: broken.code, severity: "warning", params: broken.params }];
  const data = document !== null && isJsonObject(document.data) ? document.data : {};
  const nulls = OWNED_KEYS.map(({ key }) => key).filter((key) => env[key] === null);
  const restricting = ["availableModels", "modelOverrides"].filter((key) => jsonAt(data, key) !== undefined);
  const helper = helperOf(settings);
  return [
    ...named("claude-code.other-backend", file, backendsOn(situation)),
    ...named("claude-code.null-values", file, nulls),
    ...named("claude-code.models-restricted", file, restricting),
    ...(helper !== null && !isOurHelper(helper)
      ? [{ code: "claude-code.api-key-helper", severity: "warning", params: { file } } as const]
      : []),
    ...withoutEffect(situation),
  ];
}

function named(
  code: "claude-code.other-backend" | "claude-code.null-values" | "claude-code.models-restricted",
  file: string,
  keys: readonly string[],
): readonly Notice[] {
  return keys.length === 0 ? [] : [warning(code, { file, keys })];
}

/** Settings files that stand above the user's, as far as they can be seen without a project. */
async function above({ managed, places }: Situation, view: View): Promise<readonly Notice[]> {
  const local = places.localSettings === null ? [] : [await readOverride(view, places.localSettings)];
  return [...managed, ...local].flatMap(({ file, env, isUnreadable }) => {
    if (isUnreadable) return [warning("claude-code.settings-unreadable", { file })];
    const keys = Object.keys(env);
    if (keys.length === 0) return [];
    return [{ code: "claude-code.keys-overridden", severity: "warning", params: { file, keys } } as const];
  });
}
