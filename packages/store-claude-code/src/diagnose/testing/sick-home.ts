import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Finding } from "@zcf/contract";
import type { Report } from "@zcf/core";
import { claudeCode } from "../../adapter.ts";
import {
  type ClaudeHome,
  type Files,
  GLM_KEY,
  type HomeOptions,
  KIMI_KEY,
  PROFILES,
  SETTINGS,
  STATE,
  TWO_PROFILES,
  withHome,
} from "../../testing/claude-home.ts";

export const KEYS = ".ufomiao/zcf/claude-code-keys.json";
export const LOGIN = ".claude/.credentials.json";
export const OWN_KEY = "sk-canary-own-0123456789-qwertyuiop";
/** How `.claude.json` names the key of kimi. */
export const LAST: string = KIMI_KEY.slice(-20);

/** Canaries: no finding may have one in it. */
export const SECRETS: readonly string[] = [GLM_KEY, KIMI_KEY, OWN_KEY, LAST, OWN_KEY.slice(-20), "canary"];

/** Two profiles whose names fit their ids; kimi is current. */
export const PROFILES_TEXT: string = TWO_PROFILES.replace('currentProfile = ""', 'currentProfile = "kimi"')
  .replace('name = "GLM"', 'name = "glm"')
  .replace('name = "Kimi"', 'name = "kimi"');

export const KIMI_ENV: Readonly<Record<string, string>> = {
  ANTHROPIC_BASE_URL: "https://kimi.example/anthropic",
  ANTHROPIC_API_KEY: KIMI_KEY,
  ANTHROPIC_AUTH_TOKEN: "",
};

export function settings(env: unknown, rest = ""): string {
  return `{\n  "env": ${JSON.stringify(env)}${rest}\n}`;
}

export function state(...approved: readonly string[]): string {
  return `{\n  "hasCompletedOnboarding": true,\n  "customApiKeyResponses": ${JSON.stringify({ approved, rejected: [] })}\n}\n`;
}

/** Nothing is wrong with this one, and kimi is in use. */
export const WELL: Files = {
  [PROFILES]: PROFILES_TEXT,
  [SETTINGS]: settings(KIMI_ENV),
  [STATE]: state(LAST),
};

/** Nor with these: glm, whose key is a token, and Anthropic's own service. */
export const GLM: Files = {
  [PROFILES]: PROFILES_TEXT.replace('currentProfile = "kimi"', 'currentProfile = "glm"'),
  [SETTINGS]: settings({
    ANTHROPIC_BASE_URL: "https://glm.example/api/anthropic",
    ANTHROPIC_AUTH_TOKEN: GLM_KEY,
    ANTHROPIC_MODEL: "glm-4.6",
    ANTHROPIC_DEFAULT_HAIKU_MODEL: "glm-4.5-air",
  }),
};
export const OFFICIAL: Files = {
  [PROFILES]: PROFILES_TEXT.replace('currentProfile = "kimi"', 'currentProfile = ""'),
  [SETTINGS]: "{}",
  [LOGIN]: '{"claudeAiOauth":{"accessToken":"canary-login"}}',
};

/** Anthropic's own service with these values of the user's own in `env`, or a server that no profile stands for. */
export function own(env: unknown): Files {
  return { ...OFFICIAL, [SETTINGS]: settings(env) };
}

/** Makes a home of the well one and these files (`null` leaves one out), in these modes, or readable for its owner alone. */
export function home(
  files: Readonly<Record<string, string | null>>,
  modes: Readonly<Record<string, number>> = {},
): (place: string) => Promise<void> {
  return async (place) => {
    for (const [name, text] of Object.entries({ ...WELL, ...files }))
      if (text !== null) await put(join(place, name), text);
    for (const [name, mode] of Object.entries(modes)) await chmod(join(place, name), mode);
  };
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode: 0o600 });
}

/** Runs in such a home. */
export async function withClosed(
  files: Files,
  use: (home: ClaudeHome) => Promise<unknown>,
  options: HomeOptions = {},
): Promise<void> {
  await withHome(
    files,
    async (one) => {
      for (const name of Object.keys(files)) await chmod(join(one.root, name), 0o600);
      await use(one);
    },
    options,
  );
}

/** What the adapter finds there. */
export async function findings(one: ClaudeHome): Promise<readonly Finding[]> {
  return (await claudeCode().diagnose?.(await one.store(), await one.view())) ?? [];
}

/** The same, without what all checks of this tool begin with. */
export async function checksIn(one: ClaudeHome): Promise<readonly string[]> {
  return (await findings(one)).map(({ check }) => check.slice("claude-code.".length));
}

export async function fix(one: ClaudeHome, checks: "all" | readonly string[]): Promise<Report> {
  const switcher = await one.switcher();
  return switcher.apply(await switcher.plan({ tools: ["claude-code"], fix: checks }));
}
