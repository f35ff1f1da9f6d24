import type { SwitchError } from "@zcf/contract";
import { isJsonObject, jsonAt, plainJson, removeJson } from "@zcf/formats";
import type { ClaudeErrors } from "../codes.ts";
import { backendsOn } from "../effective-target.ts";
import { isOurHelper } from "../helper.ts";
import { BASE_URL, HOST_VARIABLES, keysOf, MODEL } from "../owned-keys.ts";
import { helperOf, modelOf, textOf } from "../settings.ts";
import type { Situation } from "../situation.ts";
import type { SwitchTarget } from "../target.ts";
import { wantedEnv } from "../wanted-env.ts";
import { type Found, found } from "./found.ts";

/** What the user's settings say besides `env`, and whether Claude Code reads them at all. */
export function settingsFindings(situation: Situation, current: SwitchTarget | null): readonly Found[] {
  const { settings } = situation;
  if (settings.broken !== null) return [brokenSettings(settings.broken, settings.content)];
  return [
    ...backends(situation),
    ...helper(situation, current),
    ...restrictions(situation),
    ...staleModel(situation, current),
    ...elsewhere(situation),
  ];
}

function brokenSettings({ code, params }: SwitchError, content: Uint8Array | null): Found {
  const values = params as ClaudeErrors["claude-code.settings-ignored"];
  // A key that is there twice is none of Claude Code's mistakes.
  if (code === "claude-code.file-syntax") return found("claude-code.file-syntax", "warning", values);
  const hunks = content === null ? null : plain(content);
  const fix = hunks === null || hunks.length === 0 ? null : ({ kind: "plain-settings" } as const);
  return found("claude-code.settings-ignored", "error", values, fix);
}

function plain(content: Uint8Array): ReturnType<typeof plainJson> {
  try {
    return plainJson(content);
  } catch {
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
function helper({ settings }: Situation, current: SwitchTarget | null): readonly Found[] {
  const command = helperOf(settings);
  const isAnthropics = current?.kind === "official" || textOf(settings.env[BASE_URL]) === "";
  if (command === null || isOurHelper(command) || isAnthropics) return [];
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
  const plainName = model.replace(/\[\w+\]$/, "");
  if (own.includes(plainName) || !others.includes(plainName)) return [];
  const fix = { kind: "settings", changes: [removeJson(["model"])] } as const;
  return [found("claude-code.stale-model", "warning", { file: settings.file, model }, fix)];
}

function modelsOf(target: SwitchTarget): readonly string[] {
  const wanted = wantedEnv(target);
  return keysOf("model").flatMap((key) => wanted[key]?.replace(/\[\w+\]$/, "") ?? []);
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
