import type { SwitchError } from "@zcf/contract";
import { isFormatError, isJsonObject, jsonAt, plainJson, removeJson } from "@zcf/formats";
import type { ClaudeErrors } from "../codes.ts";
import { backendsOn } from "../effective-target.ts";
import { isOurHelper } from "../helper.ts";
import { foreignUrl, modelsOf, plainModel } from "../in-use.ts";
import { HOST_VARIABLES, MODEL } from "../owned-keys.ts";
import { helperOf, modelOf, textOf } from "../settings.ts";
import type { Situation } from "../situation.ts";
import type { SwitchTarget } from "../target.ts";
import { type Found, found } from "./found.ts";

/** What the user's settings say besides `env`, and whether Claude Code reads them at all. */
export function settingsFindings(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  const { settings } = situation;
  if (settings.broken !== null) return brokenSettings(settings.broken, settings.content);
  return [
    ...backends(situation),
    ...helper(situation),
    ...restrictions(situation),
    ...staleModel(situation, current),
    ...elsewhere(situation),
  ];
}

/** One that cannot be read at all has its finding already. */
function brokenSettings({ code, params }: SwitchError, content: Uint8Array | null): readonly Found[] {
  const values = params as ClaudeErrors["claude-code.settings-ignored"];
  // A key that is there twice is none of Claude Code's mistakes.
  if (code === "claude-code.file-syntax") return [found("claude-code.file-syntax", "warning", values)];
  if (code !== "claude-code.settings-ignored") return [];
  const hunks = content === null ? null : plain(content);
  const fix = hunks === null || hunks.length === 0 ? null : ({ kind: "plain-settings" } as const);
  return [found("claude-code.settings-ignored", "error", values, fix)];
}

function plain(content: Uint8Array): ReturnType<typeof plainJson> {
  try {
    return plainJson(content);
  } catch (error) {
    if (!isFormatError(error)) throw error;
    // It is no text, which the finding says.
    return null;
  }
}

function backends(situation: Situation): readonly Found[] {
  const keys = backendsOn(situation);
  const { file } = situation.settings;
  return keys.length === 0 ? [] : [found("claude-code.other-backend", "info", { file, keys })];
}

/** Somebody else's helper is their business while no server but Anthropic's gets what it prints. */
function helper({ settings }: Situation): readonly Found[] {
  const command = helperOf(settings);
  if (command === null || isOurHelper(command) || foreignUrl(settings) === null) return [];
  return [found("claude-code.api-key-helper", "warning", { file: settings.file })];
}

function restrictions({ settings: { file, document } }: Situation): readonly Found[] {
  const data = document !== null && isJsonObject(document.data) ? document.data : {};
  const keys = ["availableModels", "modelOverrides"].filter((key) => jsonAt(data, key) !== undefined);
  return keys.length === 0 ? [] : [found("claude-code.models-restricted", "info", { file, keys })];
}

/** A model of another provider's, in the place where `/model` writes; an alias is everybody's. */
function staleModel(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  const { settings, targets } = situation;
  const model = modelOf(settings);
  if (model === null || current === null || textOf(settings.env[MODEL]) !== "") return [];
  const own = modelsOf(current);
  const others = targets.filter(({ id }) => id !== current.id).flatMap(modelsOf);
  const plainName = plainModel(model);
  if (own.includes(plainName) || !others.includes(plainName)) return [];
  const fix = { kind: "settings", changes: [removeJson(["model"])] } as const;
  return [found("claude-code.stale-model", "warning", { file: settings.file, model }, fix)];
}

/** What makes these settings say nothing about the provider. */
function elsewhere({ store, settings }: Situation): readonly Found[] {
  const variables = HOST_VARIABLES.filter((variable) => store.variables[variable] !== undefined);
  const home = textOf(settings.env["CLAUDE_CONFIG_DIR"]);
  return [
    ...variables.map((variable) => found("claude-code.host-variable", "warning", { variable })),
    ...(home === "" ? [] : [found("claude-code.moved-home", "warning", { file: settings.file, home })]),
  ];
}
