import { keyPlaces, tomlAt } from "@zcf/formats";
import { hint, type Problem, type ProblemOptions, problem } from "../report.ts";
import { type Config, rootString } from "./config.ts";
import { ADJUSTABLE_IDS, type Provider, RESERVED_IDS } from "./provider.ts";

/**
 * Why Codex would not start with this file, or not use the provider it names, whatever is switched to.
 *
 * Measured with 0.115 and 0.169. Older versions accept some of it, so `--force` goes on.
 */
export function configProblems(config: Config): readonly Problem[] {
  return [
    ...legacyProfile(config),
    ...swallowed(config),
    ...config.providers.flatMap((provider) => tableProblems(config, provider)),
  ];
}

function legacyProfile(config: Config): readonly Problem[] {
  const profile = rootString(config, "profile");
  if (profile === null) return [];
  const [place] = keyPlaces(config.document, "profile").filter(({ table }) => table.length === 0);
  const line = place?.line ?? 1;
  return [problem("codex.legacy-profile", { file: config.file, line, profile }, atLine(config, line))];
}

// `[profiles.x]` is where the key may stand; elsewhere below a header it was meant for the root.
function swallowed(config: Config): readonly Problem[] {
  const places = keyPlaces(config.document, "model_provider");
  if (places.some(({ table }) => table.length === 0)) return [];
  const place = places.find(({ table }) => table[0] !== "profiles");
  if (place === undefined) return [];
  const params = { file: config.file, line: place.line, table: place.table.join(".") };
  return [problem("codex.provider-swallowed", params, atLine(config, place.line))];
}

function tableProblems(config: Config, provider: Provider): readonly Problem[] {
  const { id, line, table, name } = provider;
  const params = { file: config.file, line, provider: id };
  const options = atLine(config, line);
  if (RESERVED_IDS.includes(id)) return [problem("codex.reserved-id", params, options)];
  const wire = tomlAt(table, "wire_api") ?? "responses";
  const nameless = (name ?? "") === "" && !ADJUSTABLE_IDS.includes(id);
  return [
    ...(wire === "responses"
      ? []
      : [problem("codex.wire-api", { ...params, value: typeof wire === "string" ? wire : "" }, options)]),
    ...(nameless ? [problem("codex.name-missing", params, options)] : []),
    ...(combinesAuth(provider) ? [problem("codex.auth-combined", params, options)] : []),
  ];
}

function combinesAuth({ table }: Provider): boolean {
  const others = ["env_key", "experimental_bearer_token"].some((key) => tomlAt(table, key) !== undefined);
  const needed = tomlAt(table, "requires_openai_auth") === true;
  return tomlAt(table, "auth", "command") !== undefined && (others || needed);
}

function atLine({ file }: Config, line: number): ProblemOptions {
  return { forceable: true, hint: hint("codex.hint-edit-file", { file, line }) };
}
