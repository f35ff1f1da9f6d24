import { type Finding, isSwitchError, type Store, type View } from "@zcf/contract";
import { readAuth } from "../auth/auth-file.ts";
import { readKeys } from "../auth/keys-file.ts";
import { readConfig } from "../config/config.ts";
import { readSituation, type Situation } from "../situation.ts";
import { alignFindings } from "./align-findings.ts";
import { authFindings, brokenAuth } from "./auth-findings.ts";
import type { CodexChecks } from "./checks.ts";
import { configFindings } from "./config-findings.ts";
import { type Found, found } from "./found.ts";
import { layerFindings } from "./layer-findings.ts";
import { modeFindings } from "./mode-findings.ts";
import { offered } from "./offered.ts";
import { runFindings } from "./run-findings.ts";
import { sessionFindings } from "./session-findings.ts";
import { tableFindings } from "./table-findings.ts";

/** What is wrong with a home, sorted by check. Throws only what no finding can say. */
export async function diagnose(store: Store, view: View): Promise<readonly Finding[]> {
  return (await offered(store, view, await findAll(store, view))).map(({ finding }) => finding);
}

/** As {@link diagnose}, with what would clear each finding, whether it may be done or not. */
export async function findAll(store: Store, view: View): Promise<readonly Found[]> {
  const broken = await brokenFiles(store, view);
  const rest = broken.some(isFatal) ? [] : await findIn(await readSituation(store, view), view);
  const all = [...broken, ...rest, ...(await modeFindings(store, view)), ...(await runFindings(store, view))];
  return all.toSorted((a, b) => order(a.finding.check, b.finding.check));
}

async function findIn(situation: Situation, view: View): Promise<readonly Found[]> {
  return [
    ...configFindings(situation),
    ...tableFindings(situation),
    ...layerFindings(situation),
    ...(await authFindings(situation, view)),
    ...(await alignFindings(situation, view)),
    ...(await sessionFindings(situation, view)),
  ];
}

/** Files that nothing can be told of; Codex itself does without an `auth.json` that it cannot read. */
async function brokenFiles(store: Store, view: View): Promise<readonly Found[]> {
  const looks = [
    await look("codex.config-syntax", "codex.config-unreadable", () => readConfig(store, view)),
    await look("codex.keys-syntax", null, () => readKeys(store, view)),
    await look("codex.auth-syntax", "codex.auth-unreadable", () => readAuth(store, view)),
  ];
  return [...looks.flat(), ...(await brokenAuth(store, view))];
}

function isFatal({ finding }: Found): boolean {
  return [
    "codex.config-syntax",
    "codex.config-unreadable",
    "codex.keys-syntax",
    "codex.auth-unreadable",
  ].includes(finding.check);
}

type Unparsable = "codex.config-syntax" | "codex.keys-syntax" | "codex.auth-syntax";
type Unreadable = "codex.config-unreadable" | "codex.auth-unreadable";

async function look(
  syntax: Unparsable,
  unreadable: Unreadable | null,
  read: () => Promise<unknown>,
): Promise<readonly Found[]> {
  try {
    await read();
    return [];
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    const { code, params } = error;
    if (code === syntax) return [found(syntax, "error", params as CodexChecks[Unparsable])];
    if (code !== "unreadable" || unreadable === null) throw error;
    return [found(unreadable, "error", params as CodexChecks[Unreadable])];
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
