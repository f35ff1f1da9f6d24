import { basename } from "node:path";
import type { FilePath, Store, View } from "@zcf/contract";

/** Claude Code's own state file, beside a home at the usual place and inside any other. */
export const STATE_FILE = ".claude.json";
/** Upstream's profiles. */
export const PROFILES_FILE = "config.toml";
/** Where an older upstream kept them. */
export const LEGACY_PROFILES_FILE = "claude-code-configs.json";
/** Our own: keys that no other file holds. */
export const KEYS_FILE = "claude-code-keys.json";
/** The config of claude-code-router. */
export const ROUTER_FILE = "config.json";
/** Directories with settings that stand above the user's. */
const MANAGED_DIRECTORIES: readonly string[] = ["claude-code", "ClaudeCode"];

/** The files that a store is about. */
export interface Places {
  readonly settings: FilePath;
  /** Above the user's settings for whoever works in the user's home directory itself; `null` for a home at another place. */
  readonly localSettings: FilePath | null;
  readonly state: FilePath;
  /** The login, on a system without a keychain. */
  readonly credentials: FilePath;
  /** Used instead of `state` when it is there (2.1.330). */
  readonly legacyState: FilePath;
  /** A directory for each project, with a file for each session. */
  readonly sessions: FilePath;
  readonly profiles: FilePath;
  readonly keys: FilePath;
  readonly legacyProfiles: FilePath;
  readonly router: FilePath;
  readonly managed: FilePath | null;
  /** Upstream's `currentProfile` is about this home. */
  readonly isUpstreams: boolean;
}

/** Where they are, as `locate` has laid it down in the store's roots. */
export function placesOf({ home, readRoots, writeRoots }: Store, view: View): Places {
  const others = readRoots.filter((root) => root !== home);
  const named = (...names: readonly string[]): FilePath | undefined =>
    others.find((root) => names.includes(basename(root)));
  const profiles = named(PROFILES_FILE) ?? view.path(home, PROFILES_FILE);
  return {
    settings: view.path(home, "settings.json"),
    localSettings: basename(home) === ".claude" ? view.path(home, "settings.local.json") : null,
    state: named(STATE_FILE) ?? view.path(home, STATE_FILE),
    credentials: view.path(home, ".credentials.json"),
    legacyState: view.path(home, ".config.json"),
    sessions: view.path(home, "projects"),
    profiles,
    keys: named(KEYS_FILE) ?? view.path(home, KEYS_FILE),
    legacyProfiles: named(LEGACY_PROFILES_FILE) ?? view.path(home, LEGACY_PROFILES_FILE),
    router: named(ROUTER_FILE) ?? view.path(home, ROUTER_FILE),
    managed: named(...MANAGED_DIRECTORIES) ?? null,
    isUpstreams: writeRoots.includes(profiles),
  };
}

/** Claude Code's lock of a file, a directory (measured: `~/.claude.json.lock`). */
export function lockOf(file: string): string {
  return `${file}.lock`;
}
