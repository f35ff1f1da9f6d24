import type { Store, View } from "@zcf/contract";
import { effectiveTarget } from "../effective-target.ts";
import { aboveFindings } from "./above-findings.ts";
import { envFindings } from "./env-findings.ts";
import type { Found } from "./found.ts";
import { type Legible, readLegible } from "./legible.ts";
import { modeFindings } from "./mode-findings.ts";
import { ownEnvFindings } from "./own-env-findings.ts";
import { profileFindings } from "./profile-findings.ts";
import { runFindings } from "./run-findings.ts";
import { settingsFindings } from "./settings-findings.ts";
import { shapeFindings } from "./shape-findings.ts";
import { stateFindings } from "./state-findings.ts";

/** What is wrong with a home, sorted by check, with what clears each finding. */
export async function findAll(store: Store, view: View): Promise<readonly Found[]> {
  const legible = await readLegible(store, view);
  const { places, state } = legible.situation;
  const isStateKnown = !isHidden(legible, "state", "legacyState");
  const all = [
    ...legible.findings,
    ...findIn(legible),
    ...(await aboveFindings(legible.situation, view)),
    ...(await modeFindings(view, places)),
    ...(await runFindings(view, places, isStateKnown ? state : null)),
  ];
  return all.toSorted((one, other) => order(one.finding.check, other.finding.check));
}

/** Of what cannot be read nothing is told. */
function findIn(legible: Legible): readonly Found[] {
  const { situation } = legible;
  const current = effectiveTarget(situation);
  return [
    ...settingsFindings(situation, current),
    ...shapeFindings(situation),
    ...envFindings(situation, current),
    ...(current === null ? ownEnvFindings(situation) : []),
    ...(isHidden(legible, "state", "legacyState") ? [] : stateFindings(situation, current)),
    ...(isHidden(legible, "profiles", "legacyProfiles", "keys") ? [] : profileFindings(situation, current)),
  ];
}

type Place = "state" | "legacyState" | "profiles" | "legacyProfiles" | "keys";

function isHidden({ situation: { places }, hidden }: Legible, ...names: readonly Place[]): boolean {
  return names.some((name) => hidden.has(places[name]));
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
