import type { Environment, FilePath, Store, View } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import { parseConfig, rootString } from "./config/config.ts";
import { pathVariable } from "./config/key-command.ts";
import { storeOf } from "./manage/key-stores.ts";
import { readFile } from "./read-file.ts";
import { failure, hint } from "./report.ts";
import { SNAPSHOT } from "./snapshot.ts";

/** What stands for the value of a variable that is set, and secret. */
const IS_SET = "(set)";

/**
 * The Codex home: the one that is named, else `CODEX_HOME`, else `~/.codex`.
 *
 * Its state databases may lie elsewhere (`sqlite_home` in the config, `CODEX_SQLITE_HOME`): those directories are read and
 * written too. `/etc/codex` is read where it exists. Throws `home-missing`.
 */
export async function locate(environment: Environment, view: View, home?: string): Promise<readonly Store[]> {
  const { variables } = environment;
  const place = home ?? nonEmpty(variables["CODEX_HOME"]) ?? view.path(environment.home, ".codex");
  const directory = view.path(place);
  // An empty name, of a variable that is not set perhaps, would mean the working directory.
  if (place === "" || (await view.stat(directory))?.kind !== "directory") {
    throw failure(
      "environment",
      "home-missing",
      { tool: "codex", home: directory },
      hint("codex.hint-home", {}),
    );
  }
  const settings = await readSettings(view, directory);
  const roots = unique([directory, ...databaseHomes(environment, view, directory, settings.sqliteHome)]);
  return [
    {
      adapter: "codex",
      home: directory,
      readRoots: [...roots, ...(await systemRoots(environment, view))],
      writeRoots: roots,
      variables: {
        ...places(variables),
        ...present(variables, ["CODEX_API_KEY", ...settings.envKeys]),
        ...(settings.asksUs ? await pathVariable(environment, (...place) => isProgram(view, place)) : {}),
      },
      snapshot: SNAPSHOT,
    },
  ];
}

interface Settings {
  readonly sqliteHome: string | null;
  /** The variables that providers take their keys from. */
  readonly envKeys: readonly string[];
  /** Whether Codex asks `zcf key` for the key of one of them. */
  readonly asksUs: boolean;
}

// A config that cannot be read names nothing; planning and listing will say so.
async function readSettings(view: View, home: FilePath): Promise<Settings> {
  try {
    const config = parseConfig(await readFile(view, view.path(home, "config.toml")));
    const credentials = config.providers.map(({ credential }) => credential);
    const envKeys = credentials.flatMap((item) =>
      item.kind === "own" && item.variable ? [item.variable] : [],
    );
    const asksUs = config.providers.some(({ id, table }) => storeOf(id, table) === "command");
    return { sqliteHome: rootString(config, "sqlite_home"), envKeys, asksUs };
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return { sqliteHome: null, envKeys: [], asksUs: false };
  }
}

/** A folder of the `PATH` that nobody may look into has no program for us either. */
async function isProgram(view: View, [directory, name]: readonly [string, string]): Promise<boolean> {
  try {
    const stat = await view.stat(view.path(directory, name));
    return stat?.kind === "file" && (stat.mode & 0o111) !== 0;
  } catch (error) {
    if (isSwitchError(error)) return false;
    throw error;
  }
}

function databaseHomes(
  { home: userHome, variables }: Environment,
  view: View,
  home: FilePath,
  sqliteHome: string | null,
): readonly FilePath[] {
  return [sqliteHome, nonEmpty(variables["CODEX_SQLITE_HOME"])]
    .filter((place) => place !== null)
    .map((place) => absolute(view, home, place.replace(/^~(?=$|[\\/])/, userHome)));
}

function absolute(view: View, home: FilePath, place: string): FilePath {
  return /^([\\/]|[A-Za-z]:[\\/])/.test(place) ? view.path(place) : view.path(home, place);
}

async function systemRoots({ platform }: Environment, view: View): Promise<readonly FilePath[]> {
  if (platform !== "linux" && platform !== "darwin") return [];
  const directory = view.path("/etc/codex");
  return (await view.stat(directory))?.kind === "directory" ? [directory] : [];
}

function places(variables: Environment["variables"]): Readonly<Record<string, string>> {
  const names = ["CODEX_HOME", "CODEX_SQLITE_HOME"];
  return Object.fromEntries(names.flatMap((name) => entry(name, nonEmpty(variables[name]))));
}

function present(
  variables: Environment["variables"],
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => entry(name, nonEmpty(variables[name]) && IS_SET)));
}

function entry(name: string, value: string | null): readonly (readonly [string, string])[] {
  return value === null ? [] : [[name, value]];
}

function nonEmpty(value: string | undefined): string | null {
  return value === undefined || value.trim() === "" ? null : value;
}

function unique(paths: readonly FilePath[]): readonly FilePath[] {
  return [...new Set(paths)];
}
