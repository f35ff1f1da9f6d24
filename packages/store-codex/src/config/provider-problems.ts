import { hint, type Problem, problem } from "../report.ts";
import type { Config } from "./config.ts";
import { ADJUSTABLE_IDS, type Provider } from "./provider.ts";
import type { SystemLayers } from "./system-layers.ts";

/** Why a switch to one provider table would send requests, or its key, elsewhere or nowhere. */
export function serverProblems(config: Config, provider: Provider): readonly Problem[] {
  const { id, baseUrl, line } = provider;
  if (ADJUSTABLE_IDS.includes(id)) return [];
  const params = { file: config.file, line, provider: id };
  const options = { forceable: true, hint: hint("codex.hint-edit-file", { file: config.file, line }) };
  if (baseUrl === null) return [problem("codex.base-url-missing", params, options)];
  return /^https?:\/\/[^/]/.test(baseUrl) ? [] : [problem("codex.base-url-scheme", params, options)];
}

/** Why the user's file would not decide: `id` is what it would say, or `openai`. */
export function managedProblems({ forcedProvider }: SystemLayers, id: string): readonly Problem[] {
  if (forcedProvider === null || forcedProvider.value === id) return [];
  const { file, value } = forcedProvider;
  return [problem("codex.managed-provider", { file, value, provider: id }, { forceable: true })];
}
