import { relative } from "node:path";
import type { FilePath, SnapshotRules } from "@zcf/contract";
import { GROUP } from "./edits.ts";

/**
 * What a snapshot of a home leaves out, and asks for; `edited` are the files that a switch changes.
 *
 * `.credentials.json` is left out: a login that was renewed since must not come back as it was.
 */
export function snapshotOf(home: FilePath, edited: readonly FilePath[]): SnapshotRules {
  return {
    exclude: [
      ".credentials.json",
      "backups/**",
      "cache/**",
      "debug/**",
      "ide/**",
      "local/**",
      "logs/**",
      "session-env/**",
      "shell-snapshots/**",
      "statsig/**",
      "telemetry/**",
      "todos/**",
      "plugins/cache/**",
      "**/*.lock",
      "**/*.lock/**",
      "**/*.sock",
      "**/*.tmp*",
    ],
    history: ["projects/**", "history.jsonl", "file-history/**", "paste-cache/**"],
    databases: [],
    planned: Object.fromEntries(edited.map((file) => [relative(home, file).replaceAll("\\", "/"), GROUP])),
  };
}
