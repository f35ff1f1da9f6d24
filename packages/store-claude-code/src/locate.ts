import type { Environment, FilePath, Store, View } from "@zcf/contract";
import { HOST_VARIABLES, OWNED_KEYS } from "./owned-keys.ts";
import { KEYS_FILE, LEGACY_PROFILES_FILE, lockOf, PROFILES_FILE, ROUTER_FILE, STATE_FILE } from "./places.ts";
import { failure, hint } from "./report.ts";
import { snapshotOf } from "./snapshot.ts";

/** What stands for the value of a variable that is set, and may be secret. */
const IS_SET = "(set)";

/**
 * The home: the one that is named, else `CLAUDE_CONFIG_DIR`, else `~/.claude`.
 *
 * With it go `.claude.json` (beside `~/.claude`, inside any other home), upstream's profile file and, to be read only,
 * claude-code-router's config and the machine's own settings. On a fresh machine profiles are enough to be listed.
 * Throws `home-missing` when there is neither.
 */
export async function locate(environment: Environment, view: View, home?: string): Promise<readonly Store[]> {
  const { variables } = environment;
  const usual = view.path(environment.home, ".claude");
  const configured = nonEmpty(variables["CLAUDE_CONFIG_DIR"]);
  const own = configured === null ? usual : view.path(configured);
  const directory = await spelled(view, home === undefined ? own : view.path(home), [own, usual]);
  const profiles = profileFiles(environment, view);
  if (home === "" || !(await isThere(view, directory, profiles))) throw missing(directory);
  const state = await stateFile(environment, view, { directory, own, usual });
  const followed = directory === own ? profiles.slice(0, 2) : [];
  const beside = state === null ? [] : [state, view.path(lockOf(state))];
  const edited = [
    view.path(directory, "settings.json"),
    state ?? view.path(directory, STATE_FILE),
    ...followed,
  ];
  return [
    {
      adapter: "claude-code",
      home: directory,
      readRoots: [directory, ...beside, ...profiles, ...(await managed(environment, view))],
      writeRoots: [directory, ...beside, ...followed],
      variables: { HOME: environment.home, ...kept(variables) },
      snapshot: snapshotOf(directory, edited),
    },
  ];
}

/** A home that is named by another path than usual is the usual one all the same, and its files keep their names. */
async function spelled(view: View, named: FilePath, usual: readonly FilePath[]): Promise<FilePath> {
  const target = await view.resolve(named);
  for (const home of usual) if ((await view.resolve(home)) === target) return home;
  return named;
}

/** Those that change with a provider, then what is only read. */
function profileFiles({ home, variables }: Environment, view: View): readonly FilePath[] {
  const state = nonEmpty(variables["ZCF_HOME"]) ?? view.path(home, ".ufomiao", "zcf");
  return [
    view.path(state, PROFILES_FILE),
    view.path(state, KEYS_FILE),
    view.path(state, LEGACY_PROFILES_FILE),
    view.path(home, ".claude-code-router", ROUTER_FILE),
  ];
}

async function isThere(view: View, directory: FilePath, profiles: readonly FilePath[]): Promise<boolean> {
  const found = await view.stat(directory);
  if (found !== null) return found.kind === "directory";
  for (const file of profiles) if ((await view.stat(file)) !== null) return true;
  return false;
}

interface Homes {
  readonly directory: FilePath;
  readonly own: FilePath;
  readonly usual: FilePath;
}

/** `.claude.json` where it is outside the home; `CLAUDE_CONFIG_DIR` takes it inside, even when it names the usual one. */
async function stateFile(
  { home, variables }: Environment,
  view: View,
  { directory, own, usual }: Homes,
): Promise<FilePath | null> {
  const isConfigured = nonEmpty(variables["CLAUDE_CONFIG_DIR"]) !== null && directory === own;
  if (isConfigured || directory !== usual) return null;
  return view.path(home, STATE_FILE);
}

const MANAGED: Readonly<Record<Environment["platform"], string | null>> = {
  linux: "/etc/claude-code",
  darwin: "/Library/Application Support/ClaudeCode",
  win32: "C:/Program Files/ClaudeCode",
  other: null,
};

async function managed({ platform }: Environment, view: View): Promise<readonly FilePath[]> {
  const place = MANAGED[platform];
  if (place === null) return [];
  const directory = view.path(place);
  return (await view.stat(directory))?.kind === "directory" ? [directory] : [];
}

function kept(variables: Environment["variables"]): Readonly<Record<string, string>> {
  const places = ["CLAUDE_CONFIG_DIR", "ZCF_HOME"];
  const secret = [...OWNED_KEYS.map(({ key }) => key), ...HOST_VARIABLES];
  return Object.fromEntries([
    ...places.flatMap((name) => entry(name, nonEmpty(variables[name]))),
    ...secret.flatMap((name) => entry(name, nonEmpty(variables[name]) && IS_SET)),
  ]);
}

function entry(name: string, value: string | null): readonly (readonly [string, string])[] {
  return value === null ? [] : [[name, value]];
}

function missing(home: string): Error {
  const params = { tool: "claude-code", home };
  return failure("environment", "home-missing", params, hint("claude-code.hint-home", {}));
}

function nonEmpty(value: string | undefined): string | null {
  return value === undefined || value.trim() === "" ? null : value;
}
