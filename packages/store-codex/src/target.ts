import type { SwitchError } from "@zcf/contract";
import { distance } from "fastest-levenshtein";
import { type Config, OFFICIAL, OPENAI } from "./config/config.ts";
import { type Provider, RESERVED_IDS } from "./config/provider.ts";
import { failure, hint } from "./report.ts";

/** What to switch to. */
export type SwitchTarget =
  | { readonly kind: "official" }
  | { readonly kind: "provider"; readonly provider: Provider };

/** The tables that can be switched to. */
function switchable(config: Config): readonly Provider[] {
  return config.providers.filter(({ id }) => id !== OFFICIAL && !RESERVED_IDS.includes(id));
}

/** Everything that can be switched to, the official service first. */
export function allTargets(config: Config): readonly SwitchTarget[] {
  return [
    { kind: "official" },
    ...switchable(config).map((provider) => ({ kind: "provider", provider }) as const),
  ];
}

/** The target of an id. Throws `codex.unknown-target` (usage), with the ids it may have been meant for. */
export function findTarget(config: Config, id: string): SwitchTarget {
  if (id === OFFICIAL) return { kind: "official" };
  const provider = switchable(config).find((candidate) => candidate.id === id);
  if (provider !== undefined) return { kind: "provider", provider };
  throw unknownTarget(config, id);
}

/** Says that there is no target of an id, with those it may have been meant for. */
export function unknownTarget(config: Config, id: string): SwitchError {
  const known = [OFFICIAL, ...switchable(config).map((candidate) => candidate.id)];
  const params = { target: id, closest: closest(id, known), known };
  return failure("usage", "codex.unknown-target", params, hint("codex.hint-list", {}));
}

/** The providers that an id may have been meant for, the nearest first. */
export function nearestTargets({ providers }: Pick<Config, "providers">, id: string): readonly string[] {
  const known = providers.map((provider) => provider.id);
  return closest(id, known);
}

/** The target's id, as the user says it. */
export function targetId(target: SwitchTarget): string {
  return target.kind === "official" ? OFFICIAL : target.provider.id;
}

/** The target's id, as `model_provider` and sessions say it. */
export function providerId(target: SwitchTarget): string {
  return target.kind === "official" ? OPENAI : target.provider.id;
}

/** Whether Codex takes the target's credential from `auth.json`. */
export function usesAuthFile(target: SwitchTarget): boolean {
  return target.kind === "official" || target.provider.credential.kind === "stored";
}

// Up to three that are a typing error away, the nearest first.
function closest(id: string, known: readonly string[]): readonly string[] {
  const far = Math.max(2, Math.floor(id.length / 3));
  return known
    .map((name) => ({ name, steps: distance(id.toLowerCase(), name.toLowerCase()) }))
    .filter(({ steps }) => steps <= far)
    .toSorted((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ name }) => name);
}
