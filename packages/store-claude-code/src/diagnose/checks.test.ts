import { type CheckCase, type TestFunction, testChecks } from "@zcf/adapter-testkit";
import { test } from "vitest";
import { claudeCode } from "../adapter.ts";
import { HELPER_MARK } from "../helper.ts";
import { GLM_KEY, KIMI_KEY, PROFILES, SETTINGS, STATE } from "../testing/claude-home.ts";
import type { CheckParams, ClaudeCheck } from "./checks.ts";
import {
  GLM,
  home,
  KEYS,
  KIMI_ENV,
  LAST,
  OFFICIAL,
  OWN_KEY,
  own,
  PROFILES_TEXT,
  SECRETS,
  settings,
  state,
} from "./testing/sick-home.ts";

/** What a case says, without the file that most findings name. */
interface Said<Check extends ClaudeCheck> extends Omit<CheckCase, "params" | "fixable" | "well"> {
  readonly params: Omit<CheckParams[Check], "file">;
  /** Relative to the user's home directory; `null` for a finding that names none. */
  readonly at?: string | null;
  readonly fixable?: true;
  readonly well?: CheckCase["well"];
}

const LOCAL = ".claude/settings.local.json";

/** Upstream's file with another text in a place. */
function profiles(from: string, to: string): CheckCase["sick"] {
  return home({ [PROFILES]: PROFILES_TEXT.replace(from, to) });
}

/** kimi is in use; `env` has this besides. */
function kimi(env: object, rest = ""): CheckCase["sick"] {
  return home({ [SETTINGS]: settings({ ...KIMI_ENV, ...env }, rest) });
}

/** A server of the user's own. */
function relay(env: object): CheckCase["sick"] {
  return home({
    ...own({ ANTHROPIC_BASE_URL: "https://relay.example/api", ANTHROPIC_API_KEY: OWN_KEY, ...env }),
    [STATE]: state(OWN_KEY.slice(-20)),
  });
}

/** Exported, in the home that is well too where `always`. */
function exporting(
  variables: Readonly<Record<string, string>>,
  { always }: { readonly always: boolean },
): Pick<CheckCase, "environment"> {
  return {
    environment: (place, sick) => ({
      home: place.home,
      platform: "other",
      variables: sick || always ? variables : {},
    }),
  };
}

function session(version: string): CheckCase["sick"] {
  const lines = [{ type: "user", version: "0.0.1" }, { type: "assistant", version }, { type: "summary" }];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return home({ ".claude/projects/-tmp/one.jsonl": text });
}

const GLM_PROFILE = { profile: "glm" };

const CASES: { readonly [Check in ClaudeCheck]: Said<Check> } = {
  "claude-code.settings-ignored": {
    severity: "error",
    params: { line: 2, column: 151, reason: "invalid comment token" },
    fixable: true,
    sick: kimi({}, ', // mine\n  "model": "opus",'),
    well: kimi({}, ',\n  "//": ",}",\n  "model": "opus"'),
  },
  "claude-code.file-syntax": {
    severity: "error",
    params: { line: 1, column: 2, reason: "close brace expected" },
    at: STATE,
    sick: home({ [STATE]: "{" }),
    well: home({ [STATE]: "{}" }),
  },
  "claude-code.file-unreadable": {
    severity: "error",
    params: { system: "EISDIR" },
    sick: home({ [SETTINGS]: null, [`${SETTINGS}/file`]: "" }),
    well: home({ [SETTINGS]: "" }),
  },
  "claude-code.null-values": {
    severity: "error",
    params: { keys: ["ANTHROPIC_AUTH_TOKEN"] },
    fixable: true,
    sick: kimi({ ANTHROPIC_AUTH_TOKEN: null }),
    well: kimi({ ANTHROPIC_AUTH_TOKEN: "", OTHER: null }),
  },
  "claude-code.both-credentials": {
    severity: "error",
    params: {},
    fixable: true,
    sick: kimi({ ANTHROPIC_AUTH_TOKEN: GLM_KEY }),
    well: kimi({ ANTHROPIC_AUTH_TOKEN: " " }),
  },
  "claude-code.url-alone": {
    severity: "error",
    params: { url: "https://relay.example" },
    sick: home(own({ ANTHROPIC_BASE_URL: "https://me:canary@relay.example/?key=canary" })),
    well: home(own({ ANTHROPIC_BASE_URL: "https://api.anthropic.com" })),
  },
  "claude-code.settings-url-invalid": {
    severity: "error",
    params: {},
    sick: relay({ ANTHROPIC_BASE_URL: "relay.example/canary" }),
    well: relay({}),
  },
  "claude-code.settings-url-version": {
    severity: "error",
    params: { url: "https://relay.example/api/v1" },
    fixable: true,
    sick: relay({ ANTHROPIC_BASE_URL: "https://relay.example/api/v1/" }),
    well: relay({ ANTHROPIC_BASE_URL: "https://relay.example/v1/api/" }),
  },
  "claude-code.settings-key-malformed": {
    severity: "error",
    params: { keys: ["ANTHROPIC_API_KEY"] },
    fixable: true,
    sick: relay({ ANTHROPIC_API_KEY: `${OWN_KEY}\n` }),
    well: relay({ ANTHROPIC_AUTH_TOKEN: " " }),
  },
  "claude-code.custom-headers": {
    severity: "info",
    params: { keys: ["ANTHROPIC_CUSTOM_HEADERS"] },
    sick: home(own({ ANTHROPIC_CUSTOM_HEADERS: "x: canary" })),
    well: home(own({ ANTHROPIC_CUSTOM_HEADERS: "" })),
  },
  "claude-code.drift-leftovers": {
    severity: "warning",
    params: { keys: ["ANTHROPIC_CUSTOM_HEADERS"] },
    fixable: true,
    sick: kimi({ ANTHROPIC_CUSTOM_HEADERS: "x: canary", CLAUDE_CODE_USE_VERTEX: "0" }),
    well: kimi({ ANTHROPIC_CUSTOM_HEADERS: "", CLAUDE_CODE_USE_VERTEX: "0" }),
  },
  "claude-code.drift-models": {
    severity: "warning",
    params: { keys: ["ANTHROPIC_DEFAULT_OPUS_MODEL"] },
    fixable: true,
    sick: home(own({ ANTHROPIC_MODEL: "claude-opus-4-5", ANTHROPIC_DEFAULT_OPUS_MODEL: "glm-4.6[1m]" })),
    well: home(own({ ANTHROPIC_MODEL: "claude-opus-4-5", CLAUDE_CODE_SUBAGENT_MODEL: "sonnet" })),
  },
  "claude-code.drift-exports": {
    severity: "warning",
    params: { variables: ["ANTHROPIC_MODEL"] },
    at: null,
    fixable: true,
    sick: home({}),
    well: kimi({ ANTHROPIC_MODEL: "" }),
    ...exporting({ ANTHROPIC_MODEL: "canary" }, { always: true }),
  },
  "claude-code.drift-profile": {
    severity: "warning",
    params: GLM_PROFILE,
    at: PROFILES,
    fixable: true,
    sick: profiles('"kimi" #', '"glm" #'),
  },
  "claude-code.drift-approval": {
    severity: "error",
    params: {},
    at: STATE,
    fixable: true,
    sick: home({ [STATE]: state().replace('"rejected":[]', `"rejected":["${LAST}"]`) }),
    well: home({ [STATE]: state(LAST).replace('"rejected":[]', `"rejected":["${LAST}"]`) }),
  },
  "claude-code.stale-model": {
    severity: "warning",
    params: { model: "glm-4.6" },
    fixable: true,
    sick: kimi({}, ',\n  "model": "glm-4.6"'),
    well: kimi({}, ',\n  "model": "opus"'),
  },
  "claude-code.other-backend": {
    severity: "info",
    params: { keys: ["CLAUDE_CODE_USE_BEDROCK"] },
    sick: home(own({ CLAUDE_CODE_USE_BEDROCK: "1" })),
    well: home(own({ CLAUDE_CODE_USE_BEDROCK: "0" })),
  },
  "claude-code.api-key-helper": {
    severity: "warning",
    params: {},
    sick: kimi({}, ', "apiKeyHelper": "print canary"'),
    well: home({ ...OFFICIAL, [SETTINGS]: '{"apiKeyHelper":"mine"}' }),
  },
  "claude-code.models-restricted": {
    severity: "info",
    params: { keys: ["availableModels"] },
    sick: kimi({}, ', "availableModels": ["x"]'),
  },
  "claude-code.host-variable": {
    severity: "warning",
    params: { variable: "ANTHROPIC_UNIX_SOCKET" },
    at: null,
    sick: home({}),
    ...exporting({ ANTHROPIC_UNIX_SOCKET: "/x" }, { always: false }),
  },
  "claude-code.moved-home": {
    severity: "warning",
    params: { home: "/x" },
    sick: kimi({ CLAUDE_CONFIG_DIR: "/x" }),
    well: kimi({ CLAUDE_CONFIG_DIR: "" }),
  },
  "claude-code.onboarding-missing": {
    severity: "warning",
    params: {},
    at: STATE,
    fixable: true,
    sick: home({ [STATE]: `{"customApiKeyResponses":{"approved":["${LAST}"]}}` }),
    well: home({ ...OFFICIAL, [STATE]: "{}" }),
  },
  "claude-code.approval-beginning": {
    severity: "info",
    params: { profile: "kimi" },
    at: STATE,
    fixable: true,
    sick: home({ [STATE]: state(LAST, KIMI_KEY.slice(0, 20)) }),
    well: home({ [STATE]: state(LAST, OWN_KEY.slice(0, 20)) }),
  },
  "claude-code.console-key": {
    severity: "warning",
    params: {},
    at: STATE,
    sick: home({ ...GLM, [STATE]: '{"hasCompletedOnboarding":true,"primaryApiKey":"sk-ant-canary"}' }),
    well: home({ [STATE]: state(LAST).replace("{", '{"primaryApiKey":"sk-ant-canary",') }),
  },
  "claude-code.profiles-json": {
    severity: "warning",
    params: {},
    at: PROFILES,
    sick: home({ ...OFFICIAL, [PROFILES]: '{"preferredLang":"en"}' }),
    well: home({ ...OFFICIAL, [PROFILES]: "" }),
  },
  "claude-code.reserved-profile": {
    severity: "warning",
    params: { profile: "official" },
    at: PROFILES,
    sick: home({ [PROFILES]: `${PROFILES_TEXT}[claudeCode.profiles.official]\nname = "official"\n` }),
    well: home({ [PROFILES]: `${PROFILES_TEXT}[claudeCode.profiles.official-2]\nname = "official 2"\n` }),
  },
  "claude-code.profile-renamed": {
    severity: "info",
    params: { ...GLM_PROFILE, made: "glm-4" },
    at: PROFILES,
    sick: profiles('name = "glm"', 'name = "GLM 4"'),
    well: profiles('name = "glm"', 'name = "GLM!"'),
  },
  "claude-code.key-missing": {
    severity: "warning",
    params: GLM_PROFILE,
    at: PROFILES,
    sick: profiles(GLM_KEY, " "),
  },
  "claude-code.helper-key-missing": {
    severity: "warning",
    params: GLM_PROFILE,
    at: PROFILES,
    sick: home({
      [PROFILES]: PROFILES_TEXT.replace(GLM_KEY, HELPER_MARK),
      [KEYS]: '{"format":1,"keys":{}}',
    }),
    well: home({
      [PROFILES]: PROFILES_TEXT.replace(GLM_KEY, HELPER_MARK),
      [KEYS]: '{"format":1,"keys":{"glm":"canary"}}',
    }),
  },
  "claude-code.key-malformed": {
    severity: "error",
    params: { profile: "kimi" },
    at: PROFILES,
    sick: home({
      [PROFILES]: PROFILES_TEXT.replace(KIMI_KEY, "sk canary"),
      [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_API_KEY: "sk canary" }),
    }),
  },
  "claude-code.url-version": {
    severity: "warning",
    params: { ...GLM_PROFILE, url: "https://glm.example/v1" },
    at: PROFILES,
    sick: profiles("/api/anthropic", "/v1?canary"),
    well: profiles("/api/anthropic", "/v1/api"),
  },
  "claude-code.url-invalid": {
    severity: "warning",
    params: GLM_PROFILE,
    at: PROFILES,
    sick: profiles("https://glm", "glm"),
    well: profiles("https://glm", "http://glm"),
  },
  "claude-code.url-missing": {
    severity: "warning",
    params: GLM_PROFILE,
    at: PROFILES,
    sick: profiles("https://glm.example/api/anthropic", ""),
    well: home({
      [PROFILES]: PROFILES_TEXT.replace("https://glm.example/api/anthropic", "").replace(GLM_KEY, "sk-ant-x"),
    }),
  },
  "claude-code.auth-type": {
    severity: "warning",
    params: { ...GLM_PROFILE, value: "magic" },
    at: PROFILES,
    sick: profiles('"auth_token"', '"magic"'),
    well: profiles('"auth_token"', '"api_key"'),
  },
  "claude-code.ccr-missing": {
    severity: "warning",
    params: GLM_PROFILE,
    at: PROFILES,
    sick: profiles('"auth_token"', '"ccr_proxy"'),
    well: home({
      [PROFILES]: PROFILES_TEXT.replace('"auth_token"', '"ccr_proxy"'),
      ".claude-code-router/config.json": "{}",
    }),
  },
  "claude-code.key-orphaned": {
    severity: "info",
    params: { profiles: ["gone"] },
    at: KEYS,
    fixable: true,
    sick: home({ [KEYS]: '{"format":1,"keys":{"gone":"canary"}}' }),
    well: home({
      [PROFILES]: PROFILES_TEXT.replace(GLM_KEY, HELPER_MARK),
      [KEYS]: '{"format":1,"keys":{"glm":"canary"}}',
    }),
  },
  "claude-code.loose-mode": {
    severity: "warning",
    params: { mode: "0640" },
    fixable: true,
    sick: home({}, { [SETTINGS]: 0o640 }),
    well: home({ ...OFFICIAL, [SETTINGS]: '{"model":"opus"}' }, { [SETTINGS]: 0o644 }),
  },
  "claude-code.keys-overridden": {
    severity: "warning",
    params: { keys: ["ANTHROPIC_MODEL"] },
    at: LOCAL,
    sick: home({ [LOCAL]: '{"env":{"ANTHROPIC_MODEL":"x"}}' }),
    well: home({ [LOCAL]: '{"env":{"OTHER":"x"}}' }),
  },
  "claude-code.settings-unreadable": {
    severity: "warning",
    params: {},
    at: LOCAL,
    sick: home({ [LOCAL]: "{" }),
    well: home({ [LOCAL]: "{}" }),
  },
  "claude-code.version-unverified": {
    severity: "info",
    params: { version: "2.1.331", from: "2.1.197", to: "2.1.330" },
    at: null,
    sick: session("2.1.331"),
    well: session("2.1.330"),
  },
};

function caseOf({ params, at = SETTINGS, fixable, ...rest }: Said<ClaudeCheck>): CheckCase {
  return {
    well: home({}),
    ...rest,
    fixable: fixable === true,
    params: (place) => ({ ...(at === null ? {} : { file: `${place.home}/${at}` }), ...params }),
  };
}

const cases = Object.fromEntries(
  Object.entries(CASES).map(([check, one]) => [check, caseOf(one as Said<ClaudeCheck>)]),
) as Readonly<Record<ClaudeCheck, CheckCase>>;

const longTest: TestFunction = (name, run) => test(name, { timeout: 60_000 }, run);

testChecks(longTest, {
  adapter: claudeCode(),
  environment: ({ home: place }) => ({ home: place, platform: "other", variables: {} }),
  cases,
  secrets: SECRETS,
});
