import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ClaudeHome } from "./claude-home.ts";

/** A profile of upstream's `config.toml`, on the server of the same name. */
export interface UpstreamProfile {
  readonly id: string;
  readonly authType: "api_key" | "auth_token";
  /** Without it, the profile has none. */
  readonly key?: string;
  readonly model: string;
}

/** The profile that sends a token, and the one that sends a key, of which Claude Code's approval is needed. */
export const GLM: UpstreamProfile = {
  id: "glm",
  authType: "auth_token",
  key: "glm-invented-token-0123456789",
  model: "glm-model",
};
export const KIMI: UpstreamProfile = {
  id: "kimi",
  authType: "api_key",
  key: "sk-kimi-invented-key-0123456789-abcdef",
  model: "kimi-model",
};

/** Writes them where upstream has them, the official service current. */
export async function writeProfiles(home: ClaudeHome, profiles: readonly UpstreamProfile[]): Promise<void> {
  const file = join(home.userHome, ".ufomiao/zcf/config.toml");
  await mkdir(dirname(file), { recursive: true });
  const head = ["[claudeCode]", "enabled = true", 'currentProfile = ""', "", "[claudeCode.profiles]"];
  const tables = profiles.flatMap((profile) => ["", ...tableOf(profile, home.server(profile.id).baseUrl)]);
  await writeFile(file, `${[...head, ...tables].join("\n")}\n`, { mode: 0o600 });
}

function tableOf({ id, authType, key, model }: UpstreamProfile, baseUrl: string): readonly string[] {
  return [
    `[claudeCode.profiles.${id}]`,
    `name = "${id}"`,
    `authType = "${authType}"`,
    ...(key === undefined ? [] : [`apiKey = "${key}"`]),
    `baseUrl = "${baseUrl}"`,
    `primaryModel = "${model}"`,
    `defaultHaikuModel = "${model}-haiku"`,
  ];
}
