import { join } from "node:path";
import type { Reading } from "@zcf/import";
import { importError, readCodexHome, readZcf, together } from "@zcf/import";
import type { Place } from "./source.ts";

/** Earlier zcf: profiles of Claude Code in its own files, providers of Codex in Codex's. */
export async function zcf({ files, home }: Place): Promise<Reading> {
  const paths = {
    config: join(home, ".ufomiao", "zcf", "config.toml"),
    legacy: join(home, ".ufomiao", "zcf", "claude-code-configs.json"),
    codex: join(home, ".codex", "config.toml"),
  };
  const [config, legacy, codex, auth] = await Promise.all(
    [paths.config, paths.legacy, paths.codex, join(home, ".codex", "auth.json")].map((path) =>
      files.read(path),
    ),
  );
  if (!config && !legacy && !codex)
    throw importError("import.no-source", { source: "zcf", files: Object.values(paths) });
  return together([
    readZcf({ config: config ?? null, legacy: legacy ?? null }),
    readCodexHome({ config: codex ?? null, auth: auth ?? null }),
  ]);
}
