import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** How often a home names one provider, in each place that Codex goes by. */
export interface Mentions {
  /** The key of `config.toml`. */
  readonly config: boolean;
  /** `OPENAI_API_KEY` is that provider's. */
  readonly key: boolean;
  /** Rows of the index. */
  readonly rows: number;
  /** First lines and settings events of all session files. */
  readonly lines: number;
}

export function readMentions(home: string, provider: string): Mentions {
  return {
    config: readFileSync(join(home, "config.toml"), "utf8").startsWith(`model_provider = "${provider}"\n`),
    key: readFileSync(join(home, "auth.json"), "utf8").includes(`"OPENAI_API_KEY": "sk-${provider}"`),
    rows: countRows(home, provider),
    lines: countLines(home, provider),
  };
}

function countRows(home: string, provider: string): number {
  const database = new DatabaseSync(join(home, "state_5.sqlite"), { readOnly: true });
  try {
    const sql = "SELECT count(*) AS rows FROM threads WHERE model_provider = ?";
    return Number(database.prepare(sql).get(provider)?.["rows"]);
  } finally {
    database.close();
  }
}

/** Text that only talks about a provider has its quotes escaped, so it is not counted. */
function countLines(home: string, provider: string): number {
  const needles = ["model_provider", "model_provider_id"].map((key) => Buffer.from(`"${key}":"${provider}"`));
  let count = 0;
  // One file at a time: a process that has grown is slow to spawn others, which would be measured.
  for (const file of globSync("{sessions/**,archived_sessions}/*.jsonl", { cwd: home })) {
    const bytes = readFileSync(join(home, file));
    for (const needle of needles) count += occurrences(bytes, needle);
  }
  return count;
}

function occurrences(bytes: Buffer, needle: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) count += 1;
  return count;
}
