import type { FileEdit, View } from "@zcf/contract";
import { editJson, type JsonChange, removeJson, setJson } from "@zcf/formats";
import { createOf, jsonBytes, patchOf } from "./edits.ts";
import type { ModelPlan } from "./plan-model.ts";
import { parsed } from "./read-file.ts";
import type { Settings } from "./settings.ts";
import type { EnvChange } from "./wanted-env.ts";

/** What is to change in `settings.json`. */
export interface SettingsChange extends Pick<ModelPlan, "model"> {
  readonly env: readonly EnvChange[];
}

/** The edit of `settings.json`; every byte but those of the values stays. Throws `claude-code.settings-ignored`. */
export function settingsEdits(
  view: View,
  settings: Settings,
  { env, model }: SettingsChange,
): readonly FileEdit[] {
  if (settings.broken !== null) throw settings.broken;
  const changes = [...env.map(({ key, value }) => setJson(["env", key], value)), ...modelChanges(model)];
  if (changes.length === 0) return [];
  if (settings.content === null || settings.document === null)
    return newSettings(view, settings, { env, model });
  const { file, content } = settings;
  const hunks = parsed(file, () => editJson(content, changes), "claude-code.settings-ignored");
  return patchOf(view, settings, hunks, { sensitive: true });
}

function modelChanges(model: ModelPlan["model"]): readonly JsonChange[] {
  if (model === undefined) return [];
  return [model === null ? removeJson(["model"]) : setJson(["model"], model)];
}

/** Behind whatever an empty file begins with. */
function newSettings(view: View, settings: Settings, { env, model }: SettingsChange): readonly FileEdit[] {
  if (env.length === 0 && typeof model !== "string") return [];
  const values = Object.fromEntries(env.map(({ key, value }) => [key, value]));
  const after = jsonBytes({ env: values, ...(typeof model === "string" ? { model } : {}) });
  if (settings.content === null) return [createOf(settings, after)];
  const hunk = { offset: settings.content.length, before: new Uint8Array(), after };
  return patchOf(view, settings, [hunk], { sensitive: true });
}
