import { isTomlTable, readToml, tomlAt } from "@zcf/formats";
import { type ClaudeHome, PROFILES, parseObject, SETTINGS } from "../../testing/claude-home.ts";
import { KEYS } from "../../testing/managing.ts";

/** A profile's key, or that of the settings, and the server that gets it. */
export type Sent = readonly [whose: string, key: string, server: string];

/** The server of Claude Code's own service. */
export const OFFICIAL = "anthropic";

/** The profile of an id as upstream's file has it. */
export interface Written {
  readonly server: string;
  readonly key: string | null;
}

/** What each profile of a home would send, and what the settings do; as the files say it, not as we would read them. */
export async function sentIn(home: ClaudeHome): Promise<readonly Sent[]> {
  const own = [...(await writtenIn(home))].flatMap(([id, { key, server }]): readonly Sent[] =>
    key === null ? [] : [[id, key, server]],
  );
  return [...own, ...(await ofSettings(home))];
}

/** The profiles of a home. */
export async function writtenIn(home: ClaudeHome): Promise<ReadonlyMap<string, Written>> {
  const { data } = readToml(Buffer.from((await home.read(PROFILES)) ?? ""));
  const profiles = tomlAt(data, "claudeCode", "profiles");
  const keys = await keysIn(home);
  const found = Object.entries(isTomlTable(profiles) ? profiles : {}).map(([id, table]) => {
    const { apiKey, baseUrl } = table as Readonly<Record<string, unknown>>;
    const key = apiKey === "zcf-key-helper" ? keys[id] : apiKey;
    return [id, { server: originOf(baseUrl), key: typeof key === "string" ? key : null }] as const;
  });
  return new Map(found);
}

async function ofSettings(home: ClaudeHome): Promise<readonly Sent[]> {
  const { apiKeyHelper } = parseObject((await home.read(SETTINGS)) ?? "{}");
  const env = await home.env();
  const asked =
    typeof apiKeyHelper === "string" ? (await keysIn(home))[apiKeyHelper.split("/")[1] ?? ""] : "";
  const set = [env["ANTHROPIC_API_KEY"], env["ANTHROPIC_AUTH_TOKEN"], asked].filter(
    (key): key is string => typeof key === "string" && key !== "",
  );
  // With no credential of its own the login goes, but not in the place of a helper that fails (measured).
  const sent = set.length === 0 && typeof apiKeyHelper !== "string" ? ["account"] : set;
  return sent.map((key) => ["settings", key, originOf(env["ANTHROPIC_BASE_URL"])]);
}

async function keysIn(home: ClaudeHome): Promise<Readonly<Record<string, unknown>>> {
  const { keys } = parseObject((await home.read(KEYS)) ?? "{}");
  return (keys ?? {}) as Readonly<Record<string, unknown>>;
}

function originOf(url: unknown): string {
  return typeof url === "string" && url !== "" ? new URL(url).origin : OFFICIAL;
}
