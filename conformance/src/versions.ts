/** The versions of Codex that every run drives: the newest measured, and the last legacy-history one in the facts. */
export const CODEX_VERSIONS: readonly string[] = ["0.169.0", "0.142.0"];

/** What the measured facts say a version does (docs/facts.md, facts/codex-sessions.md). */
export interface Traits {
  /** Files of new `codex exec` sessions: paginated ones have byte offsets stored elsewhere (0.148 on). */
  readonly history: "legacy" | "paginated";
  /** The same for threads that an app-server starts (0.152 on). */
  readonly serverHistory: "legacy" | "paginated";
  /** Whether `exec resume` refuses a thread of another provider (0.166 on). */
  readonly refusesForeignThread: boolean;
  /** Whether a running app-server refuses turns of its loaded threads once the config names another provider (0.166, not 0.169). */
  readonly refusesLiveTurn: boolean;
  /** Whether the app-server has `modelProvider/list` (in 0.169, not in 0.166). */
  readonly listsProviders: boolean;
  /** Whether sessions are indexed in a `state_N.sqlite` (0.105 on). */
  readonly index: boolean;
  /** Whether `thread/list` shows sessions of `codex exec` (in 0.92, not in 0.58; between not measured). */
  readonly listsExec: boolean;
  /** Whether `codex archive` and `thread/metadata/update` are there (in 0.142, not in 0.98; between not measured). */
  readonly archives: boolean;
}

/**
 * Versions of this run: the usual ones, then those in `$ZCF_CONFORMANCE_CODEX` (comma or space
 * separated), each once.
 */
export function versionsUnderTest(): readonly string[] {
  const more = (process.env["ZCF_CONFORMANCE_CODEX"] ?? "")
    .split(/[\s,]+/)
    .filter((version) => version !== "");
  return [...new Set([...CODEX_VERSIONS, ...more])];
}

/** The versions of this run with a given trait, for suites that only make sense there. */
export function versionsWith(wanted: (traits: Traits) => boolean): readonly string[] {
  return versionsUnderTest().filter((version) => wanted(traitsOf(version)));
}

/** The traits of a version. */
export function traitsOf(version: string): Traits {
  const minor = minorOf(version);
  return {
    history: minor >= 148 ? "paginated" : "legacy",
    serverHistory: minor >= 152 ? "paginated" : "legacy",
    refusesForeignThread: minor >= 166,
    refusesLiveTurn: minor === 166,
    listsProviders: minor > 166,
    index: minor >= 105,
    listsExec: minor >= 92,
    archives: minor >= 142,
  };
}

/** The middle number of `0.169.0`; Codex has not left major version 0. */
export function minorOf(version: string): number {
  const [, minor] = /^0\.(\d+)\.\d+$/.exec(version) ?? [];
  if (minor === undefined) throw new Error(`not a Codex version: ${version}`);
  return Number(minor);
}
