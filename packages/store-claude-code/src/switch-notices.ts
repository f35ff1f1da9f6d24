import type { Notice } from "@zcf/contract";
import { effectiveTarget } from "./effective-target.ts";
import { HOST_VARIABLES, keysOf } from "./owned-keys.ts";
import type { SettingsChange } from "./plan-settings.ts";
import { info, warning } from "./report.ts";
import { textOf } from "./settings.ts";
import { wrongKinds } from "./settings-kinds.ts";
import type { Situation } from "./situation.ts";
import { wantedEnv } from "./wanted-env.ts";

/** What a switch does besides, and what it cannot do. */
export function switchNotices(situation: Situation, change: SettingsChange): readonly Notice[] {
  return [
    ...emptied(situation, change),
    ...masked(situation, change),
    ...withoutEffect(situation),
    ...ignored(situation),
    ...forModel(situation, change),
  ];
}

/** Values that no profile has, so that only an undo brings them back. */
function emptied(situation: Situation, { env: changes }: SettingsChange): readonly Notice[] {
  const { settings } = situation;
  const current = effectiveTarget(situation);
  const own = current === null ? {} : wantedEnv(current);
  const keys = changes.filter(({ key }) => textOf(settings.env[key]) !== "" && own[key] === undefined);
  if (keys.length === 0) return [];
  return [warning("claude-code.emptied", { file: settings.file, keys: keys.map(({ key }) => key) })];
}

function masked({ settings, exported }: Situation, { env: changes }: SettingsChange): readonly Notice[] {
  const variables = changes
    .map(({ key }) => key)
    .filter((key) => exported.has(key) && !Object.hasOwn(settings.env, key));
  return variables.length === 0 ? [] : [info("claude-code.exports-masked", { variables })];
}

/** What makes these settings say nothing about the provider. */
export function withoutEffect({ store, settings }: Situation): readonly Notice[] {
  const variables = HOST_VARIABLES.filter((variable) => store.variables[variable] !== undefined);
  const home = textOf(settings.env["CLAUDE_CONFIG_DIR"]);
  return [
    ...variables.map((variable) => warning("claude-code.host-variable", { variable })),
    ...(home === "" ? [] : [warning("claude-code.moved-home", { file: settings.file, home })]),
  ];
}

/** Other versions than those that were measured may be less strict, so the switch goes on. */
function ignored({ settings }: Situation): readonly Notice[] {
  const { file } = settings;
  return wrongKinds(settings).map(({ line, reason }) =>
    warning("claude-code.settings-kind", { file, line, reason }),
  );
}

function forModel({ sessions: { pids } }: Situation, { env, model }: SettingsChange): readonly Notice[] {
  const models = keysOf("model");
  const isChanged = model !== undefined || env.some(({ key }) => models.includes(key));
  return isChanged && pids.length > 0 ? [warning("claude-code.restart-for-model", { pids })] : [];
}
