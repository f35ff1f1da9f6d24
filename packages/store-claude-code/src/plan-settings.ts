import type { FileEdit, View } from "@zcf/contract";
import { editJson, type JsonChange, removeJson, setJson } from "@zcf/formats";
import { createOf, jsonBytes, patchOf } from "./edits.ts";
import type { ModelPlan } from "./plan-model.ts";
import { parsed } from "./read-file.ts";
import { HELPER, type Settings } from "./settings.ts";
import type { EnvChange } from "./wanted-env.ts";

/** What is to change in `settings.json`. */
export interface SettingsChange extends Pick<ModelPlan, "model"> {
  readonly env: readonly EnvChange[];
  /** What becomes of `apiKeyHelper`, as of `model`. */
  readonly helper?: string | null | undefined;
}

/** The edit of `settings.json`; every byte but those of the values stays. Throws `claude-code.settings-ignored`. */
export function settingsEdits(view: View, settings: Settings, change: SettingsChange): readonly FileEdit[] {
  const { env, model, helper } = change;
  if (settings.broken !== null) throw settings.broken;
  const changes = [
    ...env.map(({ key, value }) => setJson(["env", key], value)),
    ...textChanges(["model"], model),
    ...textChanges(HELPER, helper),
  ];
  if (changes.length === 0) return [];
  if (settings.content === null || settings.document === null) return newSettings(view, settings, change);
  const { file, content } = settings;
  const hunks = parsed(file, () => editJson(content, changes), "claude-code.settings-ignored");
  return patchOf(view, settings, hunks, { sensitive: true });
}

function textChanges(path: readonly string[], value: string | null | undefined): readonly JsonChange[] {
  if (value === undefined) return [];
  return [value === null ? removeJson(path) : setJson(path, value)];
}

/** Behind whatever an empty file begins with. */
function newSettings(view: View, settings: Settings, change: SettingsChange): readonly FileEdit[] {
  const { env, model, helper } = change;
  const texts = Object.entries({ model, [HELPER.join(".")]: helper }).filter(
    ([, value]) => typeof value === "string",
  );
  if (env.length === 0 && texts.length === 0) return [];
  const values = Object.fromEntries(env.map(({ key, value }) => [key, value]));
  const after = jsonBytes({ env: values, ...Object.fromEntries(texts) });
  if (settings.content === null) return [createOf(settings, after)];
  const hunk = { offset: settings.content.length, before: new Uint8Array(), after };
  return patchOf(view, settings, [hunk], { sensitive: true });
}
