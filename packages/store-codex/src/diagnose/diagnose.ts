import type { Finding, Store, View } from "@zcf/contract";
import { readSituation, type Situation } from "../situation.ts";
import { alignFindings } from "./align-findings.ts";
import { authFindings } from "./auth-findings.ts";
import { type BrokenFiles, brokenFiles } from "./broken-files.ts";
import { configFindings } from "./config-findings.ts";
import type { Found } from "./found.ts";
import { layerFindings } from "./layer-findings.ts";
import { modeFindings } from "./mode-findings.ts";
import { offered } from "./offered.ts";
import { orUnreadable } from "./or-unreadable.ts";
import { overlay } from "./overlay.ts";
import { runFindings } from "./run-findings.ts";
import { sessionFindings, unreadableSessions } from "./session-findings.ts";
import { tableFindings } from "./table-findings.ts";

/** What is wrong with a home, sorted by check. Throws only what no finding can say. */
export async function diagnose(store: Store, view: View): Promise<readonly Finding[]> {
  return (await offered(store, view, await findAll(store, view))).map(({ finding }) => finding);
}

/** As {@link diagnose}, with what would clear each finding, whether it may be done or not. */
export async function findAll(store: Store, view: View): Promise<readonly Found[]> {
  const broken = await brokenFiles(store, view);
  const all = [
    ...broken.found,
    ...(await orUnreadable(() => contentFindings(store, view, broken))),
    ...(await orUnreadable(() => modeFindings(store, view))),
    ...(await runFindings(store, view)),
  ];
  return distinct(all).toSorted((a, b) => order(a.finding.check, b.finding.check));
}

/** A file that cannot be read keeps nothing from being told but what it says itself. */
async function contentFindings(store: Store, view: View, broken: BrokenFiles): Promise<readonly Found[]> {
  if (broken.config) return unreadableSessions(store, view);
  if (broken.hidden.length === 0) return findIn(store, view);
  const seen = overlay(view, broken.hidden);
  return (await findBeside(await readSituation(store, seen), seen)).map(unfixed);
}

async function findIn(store: Store, view: View): Promise<readonly Found[]> {
  const situation = await readSituation(store, view);
  return [
    ...(await findBeside(situation, view)),
    ...(await orUnreadable(() => authFindings(situation, view))),
    ...(await orUnreadable(() => alignFindings(situation, view))),
  ];
}

/** What `auth.json` and our own file have no part in. */
async function findBeside(situation: Situation, view: View): Promise<readonly Found[]> {
  return [
    ...configFindings(situation),
    ...tableFindings(situation),
    ...layerFindings(situation),
    ...(await orUnreadable(() => sessionFindings(situation, view))),
  ];
}

/** A fix would have to read the file too. */
function unfixed({ finding }: Found): Found {
  return { finding: { ...finding, fixable: false }, fix: null };
}

/** Several checks may meet one file that cannot be read. */
function distinct(all: readonly Found[]): readonly Found[] {
  const told = new Set<string>();
  return all.filter(({ finding: { check, params } }) => {
    if (!check.endsWith("-unreadable") || params["file"] === undefined) return true;
    const file = String(params["file"]);
    return !told.has(file) && told.add(file);
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
