import type { FileEdit, Memory, Notice, View } from "@zcf/contract";
import { applyHunks, readToml, type TomlChange } from "@zcf/formats";
import { info, warning } from "../report.ts";
import { tableSecrets } from "../secrets.ts";
import { planTable, type TableQuestion } from "../shared/plan-table.ts";
import type { Route } from "../shared/route.ts";
import { targetId } from "../target.ts";
import { type Config, currentId, OPENAI, rootString } from "./config.ts";
import { configHunks } from "./config-hunks.ts";
import { MODEL_MEMORY, planModel } from "./plan-model.ts";
import { useOfficial, useProvider } from "./plan-provider.ts";
import type { SystemLayers } from "./system-layers.ts";

export interface ConfigQuestion extends TableQuestion {
  readonly view: View;
  readonly system: SystemLayers;
}

export interface ConfigPlan {
  readonly edits: readonly FileEdit[];
  readonly remember: readonly Memory[];
  readonly notices: readonly Notice[];
  /** Besides those of the file as it is: those that would be written, as they would be. */
  readonly secrets: readonly string[];
}

/** The edit of `config.toml`: `model_provider`, `model`, the shared table where sessions are shared, and nothing else. */
export async function planConfig(question: ConfigQuestion): Promise<ConfigPlan> {
  const { view, config, route } = question;
  const table = planTable(question);
  const model = planModel({
    now: rootString(config, "model"),
    from: currentId(config.current),
    to: targetId(route.target),
    wanted: route.target.kind === "official" ? null : route.target.provider.model,
    remembered: await view.recall(MODEL_MEMORY),
  });
  const changes = [...providerChanges(question), ...table.changes, ...model.changes];
  return {
    ...editsOf(question, changes, table.changes),
    remember: [...table.remember, ...model.remember],
    notices: systemNotices(question),
  };
}

function providerChanges({ config, system, route }: ConfigQuestion): readonly TomlChange[] {
  const { target, mode, id } = route;
  if (mode === "shared" || target.kind === "provider") return useProvider(config.document, id);
  return useOfficial(config.document, namesAnother(system));
}

function editsOf(
  { view, config, route }: ConfigQuestion,
  changes: readonly TomlChange[],
  ofTable: readonly TomlChange[],
): Pick<ConfigPlan, "edits" | "secrets"> {
  const content = config.content ?? new Uint8Array();
  const hunks = configHunks(config, content, changes);
  if (hunks.length === 0) return { edits: [], secrets: [] };
  const after = applyHunks(content, hunks);
  // Also where nothing in the table looks secret: its fields are whatever Codex and the user put there.
  const touchesTable = configHunks(config, content, ofTable).length > 0;
  const common = { group: "config", file: config.file, ...(touchesTable ? SENSITIVE : {}) } as const;
  const edit: FileEdit =
    config.content === null
      ? { ...common, kind: "create", content: after, mode: 0o600 }
      : { ...common, kind: "patch", base: view.digest(content), hunks };
  return { edits: [edit], secrets: sharedSecrets(config, route, after) };
}

const SENSITIVE = { sensitive: true } as const;

/** What may be secret in the shared table, before and after; also where it stays, because a diff shows lines around. */
function sharedSecrets(
  { document, shared }: Config,
  { mode, id }: Route,
  after: Uint8Array,
): readonly string[] {
  const table = mode === "shared" ? id : shared?.id;
  if (table === undefined) return [];
  return [...new Set([document, readToml(after)].flatMap((one) => tableSecrets(one, table)))];
}

function systemNotices({ config, system, route }: ConfigQuestion): readonly Notice[] {
  const { forcedModel, defaultProvider } = system;
  const written = route.id === OPENAI && config.current.kind !== "official";
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
