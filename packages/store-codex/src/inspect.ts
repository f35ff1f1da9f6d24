import type { Notice, State, Store, Target, View } from "@zcf/contract";
import { lineOf } from "@zcf/formats";
import { assess } from "./assess.ts";
import { type Config, OFFICIAL, OPENAI } from "./config/config.ts";
import { effectiveProvider } from "./config/effective-provider.ts";
import { shownUrl } from "./config/provider.ts";
import type { SystemLayers } from "./config/system-layers.ts";
import { driftNotices } from "./drift.ts";
import { noticeOf, warning } from "./report.ts";
import { countSessions } from "./sessions/index.ts";
import { routeTo } from "./shared/route.ts";
import { sharedState } from "./shared/shared-notices.ts";
import { readSituation, type Situation } from "./situation.ts";
import { allTargets, findTarget, type SwitchTarget, targetId } from "./target.ts";

/** How this home stands. Throws only where its files cannot be read. */
export async function inspect(store: Store, view: View, detail: "targets" | "full"): Promise<State> {
  const situation = await readSituation(store, view);
  const { config, system } = situation;
  const targets = allTargets(config);
  const current = effectiveTarget(config, system, targets.map(targetId));
  const sessions = detail === "full" ? await countSessions(store, view) : null;
  return {
    current,
    targets: targets.map((target) => describe(situation, target)),
    drift: sessions === null ? [] : driftNotices(situation, sessions),
    notices: [
      ...officialTable(config),
      ...currentNotices(situation, current),
      ...(sessions === null ? [] : sharedState(config, sessions)),
    ],
    sessions,
  };
}

function describe(situation: Situation, target: SwitchTarget): Target {
  const problems = assess(situation, routeTo(situation.config, target, null)).problems.map(noticeOf);
  if (target.kind === "official")
    return { id: OFFICIAL, name: "OpenAI", baseUrl: null, model: null, problems };
  const { id, name, baseUrl, model } = target.provider;
  return { id, name: name ?? id, baseUrl: baseUrl === null ? null : shownUrl(baseUrl), model, problems };
}

function effectiveTarget(config: Config, system: SystemLayers, targets: readonly string[]): string | null {
  const id = effectiveProvider(config, system);
  if (id === OPENAI) return OFFICIAL;
  if (id === config.shared?.id) return config.shared.target && targetId(config.shared.target);
  return targets.includes(id) ? id : null;
}

function currentNotices(situation: Situation, current: string | null): readonly Notice[] {
  if (current === null) return situation.system.notices;
  const route = routeTo(situation.config, findTarget(situation.config, current), null);
  const { auth, notices } = assess(situation, route);
  // What an edit of auth.json would bring about is no news while nobody makes it; that one is due is drift.
  return auth.data === situation.auth.data ? notices : notices.filter((one) => !auth.notices.includes(one));
}

function officialTable({ file, document, providers }: Config): readonly Notice[] {
  if (!providers.some(({ id }) => id === OFFICIAL)) return [];
  const line = lineOf(document, ["model_providers", OFFICIAL]) ?? 1;
  return [warning("codex.official-table", { file, line })];
}
