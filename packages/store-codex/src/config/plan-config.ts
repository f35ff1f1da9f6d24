import type { FileEdit, Memory, Notice, View } from "@zcf/contract";
import { applyHunks, editToml, isFormatError, type TomlChange } from "@zcf/formats";
import { failure, hint, info, warning } from "../report.ts";
import { type SwitchTarget, targetId } from "../target.ts";
import { type Config, currentId, OPENAI, rootString } from "./config.ts";
import { MODEL_MEMORY, planModel } from "./plan-model.ts";
import { useOfficial, useProvider } from "./plan-provider.ts";
import type { SystemLayers } from "./system-layers.ts";

export interface ConfigQuestion {
  readonly view: View;
  readonly config: Config;
  readonly system: SystemLayers;
  readonly target: SwitchTarget;
}

export interface ConfigPlan {
  readonly edits: readonly FileEdit[];
  readonly remember: readonly Memory[];
  readonly notices: readonly Notice[];
}

/** The edit of `config.toml`: `model_provider`, `model`, and nothing else. */
export async function planConfig(question: ConfigQuestion): Promise<ConfigPlan> {
  const { view, config, target } = question;
  const model = planModel({
    now: rootString(config, "model"),
    from: currentId(config.current),
    to: targetId(target),
    wanted: target.kind === "official" ? null : target.provider.model,
    remembered: await view.recall(MODEL_MEMORY),
  });
  const changes = [...providerChanges(question), ...model.changes];
  return {
    edits: editsOf(view, config, changes),
    remember: model.remember,
    notices: systemNotices(question),
  };
}

function providerChanges({ config, system, target }: ConfigQuestion): readonly TomlChange[] {
  if (target.kind === "provider") return useProvider(config.document, target.provider.id);
  return useOfficial(config.document, namesAnother(system));
}

function editsOf(view: View, config: Config, changes: readonly TomlChange[]): readonly FileEdit[] {
  const content = config.content ?? new Uint8Array();
  const hunks = editOf(config, content, changes);
  if (hunks.length === 0) return [];
  const { file } = config;
  if (config.content !== null) {
    return [{ kind: "patch", group: "config", file, base: view.digest(content), hunks }];
  }
  return [{ kind: "create", group: "config", file, content: applyHunks(content, hunks), mode: 0o600 }];
}

function editOf(
  { file }: Config,
  content: Uint8Array,
  changes: readonly TomlChange[],
): ReturnType<typeof editToml> {
  try {
    return editToml(content, changes);
  } catch (error) {
    if (!isFormatError(error)) throw error;
    const { line, column, reason } = error;
    const next = hint("codex.hint-edit-file", { file, line });
    throw failure("environment", "codex.config-syntax", { file, line, column, reason }, next);
  }
}

function systemNotices({ config, system, target }: ConfigQuestion): readonly Notice[] {
  const { forcedModel, defaultProvider } = system;
  const written = target.kind === "official" && config.current.kind !== "official";
  return [
    ...(defaultProvider !== null && written && namesAnother(system)
      ? [info("codex.system-provider", defaultProvider)]
      : []),
    ...(forcedModel === null ? [] : [warning("codex.managed-model", forcedModel)]),
  ];
}

function namesAnother({ defaultProvider }: SystemLayers): boolean {
  return defaultProvider !== null && defaultProvider.value !== OPENAI;
}
