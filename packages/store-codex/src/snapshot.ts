import type { SnapshotRules } from "@zcf/contract";
import { LOCK_PLACE, SESSION_PLACES } from "./sessions/places.ts";

/**
 * What a snapshot of a Codex home leaves out, asks for, and copies as databases.
 *
 * Seen in homes of 0.142 and 0.169: `packages/` holds copies of the binary for the daemon (404 MB); `backup/` is where
 * upstream zcf put copies of the whole home, never pruned.
 */
export const SNAPSHOT: SnapshotRules = {
  exclude: [
    "packages/**",
    "backup/**",
    "log/**",
    "logs_*.sqlite",
    "sqlite/logs_*.sqlite",
    "tmp/**",
    ".tmp/**",
    "**/.tmp*",
    "cache/**",
    "shell_snapshots/**",
    "app-server-daemon/**",
    "app-server-control/**",
    `${LOCK_PLACE}/**`,
    "**/*.lock",
    "**/*.sock",
  ],
  history: [...SESSION_PLACES.map((place) => `${place}/**`), "history.jsonl", "session_index.jsonl"],
  databases: ["*.sqlite", "sqlite/*.sqlite"],
  planned: { "config.toml": "config", "auth.json": "auth", "zcf-keys.json": "auth" },
  earlier: ["backup/backup_*"],
};
