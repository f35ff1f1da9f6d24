import { type Finding, isSwitchError, type Store, type View } from "@zcf/contract";
import type { ClaudeErrors } from "../codes.ts";
import { effectiveTarget } from "../effective-target.ts";
import { readKeyFile } from "../key-file.ts";
import { type Places, placesOf } from "../places.ts";
import { readProfiles } from "../profiles.ts";
import { readSituation } from "../situation.ts";
import { readState } from "../state-file.ts";
import { aboveFindings } from "./above-findings.ts";
import { envFindings } from "./env-findings.ts";
import { type Found, found } from "./found.ts";
import { modeFindings } from "./mode-findings.ts";
import { profileFindings } from "./profile-findings.ts";
import { settingsFindings } from "./settings-findings.ts";
import { stateFindings } from "./state-findings.ts";

/** What is wrong with a home, sorted by check. Throws only where a file cannot be read at all. */
export async function diagnose(store: Store, view: View): Promise<readonly Finding[]> {
  return (await findAll(store, view)).map(({ finding }) => finding);
}

/** As {@link diagnose}, with what clears each finding. */
export async function findAll(store: Store, view: View): Promise<readonly Found[]> {
  const places = placesOf(store, view);
  const broken = await brokenFiles(view, places);
  const rest = broken.length > 0 ? [] : await findIn(store, view);
  const all = [...broken, ...rest, ...(await modeFindings(view, places))];
  return all.toSorted((one, other) => order(one.finding.check, other.finding.check));
}

async function findIn(store: Store, view: View): Promise<readonly Found[]> {
  const situation = await readSituation(store, view);
  const current = effectiveTarget(situation);
  return [
    ...settingsFindings(situation, current),
    ...envFindings(situation, current),
    ...stateFindings(situation, current),
    ...profileFindings(situation, current),
    ...(await aboveFindings(situation, view)),
  ];
}

/** Without them nothing can be told of the rest. Settings say themselves that they are broken. */
async function brokenFiles(view: View, places: Places): Promise<readonly Found[]> {
  const readers = [
    async () => readState(view, places),
    async () => readKeyFile(view, places),
    async () => readProfiles(view, places),
  ];
  const all = await Promise.all(readers.map(async (read) => syntaxOf(read)));
  // The profiles are read with the keys.
  const byFile = new Map(all.flat().map((one) => [one.finding.params["file"], one]));
  return [...byFile.values()];
}

async function syntaxOf(read: () => Promise<unknown>): Promise<readonly Found[]> {
  try {
    await read();
    return [];
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "claude-code.file-syntax") throw error;
    const params = error.params as ClaudeErrors["claude-code.file-syntax"];
    return [found("claude-code.file-syntax", "error", params)];
  }
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
