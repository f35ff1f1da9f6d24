import { isSwitchError, type Store, type View } from "@zcf/contract";
import { compareVersions } from "@zcf/formats";
import { residentReport } from "../resident.ts";
import { listFamilies } from "../sessions/families.ts";
import { stateDatabases } from "../sessions/index.ts";
import { isCompressed } from "../sessions/rollout-bytes.ts";
import { VERIFIED_CODEX } from "../verified-versions.ts";
import type { CodexChecks } from "./checks.ts";
import { type Found, found } from "./found.ts";
import { orUnreadable } from "./or-unreadable.ts";

/** The number in the name of the newest state database that was measured. */
const NEWEST_STATE = 5;

/** So much of a session file's first line is read; instructions stand behind the version. */
const BEGINNING = 1 << 16;

/** What runs, and which version it is; nothing is executed for it. */
export async function runFindings(store: Store, view: View): Promise<readonly Found[]> {
  return [
    ...(await orUnreadable(() => residents(store, view))),
    ...(await orUnreadable(() => version(store, view))),
    ...(await orUnreadable(() => newerState(store, view))),
  ];
}

/** It keeps the credential it started with: a switch that changes `auth.json` will stop there. */
async function residents(store: Store, view: View): Promise<readonly Found[]> {
  const { problems } = await residentReport(store, view, { config: false, auth: true });
  return problems.map(({ params }) =>
    found("codex.resident-process", "info", params as CodexChecks["codex.resident-process"]),
  );
}

async function version(store: Store, view: View): Promise<readonly Found[]> {
  const seen = await newestVersion(store, view);
  const { from, to } = VERIFIED_CODEX;
  if (seen === null || (compareVersions(seen, from) >= 0 && compareVersions(seen, to) <= 0)) return [];
  return [found("codex.version-unverified", "info", { version: seen, from, to })];
}

/** Of what wrote the newest session; thread ids sort by time. */
async function newestVersion(store: Store, view: View): Promise<string | null> {
  const items = await listFamilies(store, view);
  for (const item of items.toReversed()) {
    if (item.kind !== "family") continue;
    const newest = item.rollouts.findLast(({ file }) => !isCompressed(file));
    const seen = newest === undefined ? null : await versionIn(view, newest.file);
    if (seen !== null) return seen;
  }
  return null;
}

async function versionIn(view: View, file: Parameters<View["read"]>[0]): Promise<string | null> {
  try {
    const text = new TextDecoder().decode(await view.read(file, { offset: 0, length: BEGINNING }));
    const [, stated] = /^[^\n]*?"cli_version"\s*:\s*"(\d+\.\d+\.\d+[^"]*)"/.exec(text) ?? [];
    return stated ?? null;
  } catch (error) {
    if (isSwitchError(error)) return null;
    throw error;
  }
}

async function newerState(store: Store, view: View): Promise<readonly Found[]> {
  const databases = await stateDatabases(store, view);
  return databases
    .filter((database) => Number(/state_(\d+)\.sqlite$/.exec(database)?.[1] ?? 0) > NEWEST_STATE)
    .map((database) => found("codex.state-newer", "info", { database }));
}
