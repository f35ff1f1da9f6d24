/** What a tool needs to know of a provider, by the ids of its fields. */
export interface PresetTool {
  readonly fields: Readonly<Record<string, string>>;
  /** The tool's first one when left out. */
  readonly keyStore?: string;
  /** Where this was read. */
  readonly source: string;
}

/** A provider that many use: everything but the key. */
export interface Preset {
  /** What `--preset` takes, and the id of the provider unless another is named. */
  readonly id: string;
  /** Makes the id where what is no letter or digit becomes a hyphen: earlier zcf has it so for Claude Code. */
  readonly name: string;
  /** By the id of the tool; a tool that is not here cannot use it. */
  readonly tools: Readonly<Partial<Record<"codex" | "claude-code", PresetTool>>>;
}

/** The list of earlier zcf, by whose ids its users know these; the providers have no page of their own that says more. */
const UPSTREAM =
  "https://github.com/UfoMiao/zcf/blob/3f08acd7d3e4c56bee55ebfea17ef580a13430fc/src/config/api-providers.ts";

function codex(baseUrl: string, source: string, model?: string): PresetTool {
  return { fields: { "base-url": baseUrl, ...(model === undefined ? {} : { model }) }, source };
}

/** The key is sent as `x-api-key`, or as a bearer token. */
function claude(
  keyStore: "api-key" | "auth-token",
  baseUrl: string,
  source: string,
  models: Readonly<Record<string, string>> = {},
): PresetTool {
  return { fields: { "base-url": baseUrl, ...models }, keyStore, source };
}

/** Sorted by id. To add one: its id, its name, and for each tool the address with the page that names it. */
export const PRESETS: readonly Preset[] = [
  {
    id: "302ai",
    name: "302AI",
    tools: {
      codex: codex("https://api.302.ai/v1", UPSTREAM),
      "claude-code": claude("api-key", "https://api.302.ai/cc", UPSTREAM),
    },
  },
  {
    id: "aicodemirror",
    name: "AICodeMirror",
    tools: {
      codex: codex("https://api.aicodemirror.com/api/codex/backend-api/codex", UPSTREAM),
      "claude-code": claude("auth-token", "https://api.aicodemirror.com/api/claudecode", UPSTREAM),
    },
  },
  {
    id: "aicodemirror-cn",
    name: "AICodeMirror CN",
    tools: {
      codex: codex("https://api.claudecode.net.cn/api/codex/backend-api/codex", UPSTREAM),
      "claude-code": claude("auth-token", "https://api.claudecode.net.cn/api/claudecode", UPSTREAM),
    },
  },
  {
    id: "aihub",
    name: "AIHub",
    tools: {
      codex: codex("https://aihub.top/v1", UPSTREAM),
      "claude-code": claude("api-key", "https://aihub.top", UPSTREAM),
    },
  },
  {
    id: "apikey-fun",
    name: "APIKEY.FUN",
    tools: {
      codex: codex("https://api.apikey.fun/v1", UPSTREAM),
      "claude-code": claude("auth-token", "https://api.apikey.fun", UPSTREAM),
    },
  },
  {
    id: "bailian-coding",
    name: "Bailian Coding",
    tools: {
      "claude-code": claude("auth-token", "https://coding.dashscope.aliyuncs.com/apps/anthropic", UPSTREAM, {
        model: "glm-5",
      }),
    },
  },
  {
    id: "claude-api",
    name: "Claude API",
    tools: { "claude-code": claude("api-key", "https://gw.claudeapi.com", UPSTREAM) },
  },
  {
    id: "code0",
    name: "code0",
    tools: {
      codex: codex("https://code0.ai/v1/openai", UPSTREAM),
      "claude-code": claude("api-key", "https://code0.ai/v1/anthropic", UPSTREAM),
    },
  },
  {
    id: "crazyrouter",
    name: "Crazyrouter",
    tools: {
      codex: codex("https://crazyrouter.com/v1", UPSTREAM),
      "claude-code": claude("api-key", "https://crazyrouter.com", UPSTREAM),
    },
  },
  {
    id: "deepseek",
    name: "DeepSeek",
    tools: {
      "claude-code": claude(
        "auth-token",
        "https://api.deepseek.com/anthropic",
        "https://api-docs.deepseek.com/guides/anthropic_api",
        { model: "deepseek-v4-pro" },
      ),
    },
  },
  {
    id: "glm-cn",
    name: "GLM CN",
    tools: { "claude-code": claude("auth-token", "https://open.bigmodel.cn/api/anthropic", UPSTREAM) },
  },
  {
    id: "kimi-coding",
    name: "Kimi Coding",
    tools: { "claude-code": claude("auth-token", "https://api.kimi.com/coding/", UPSTREAM) },
  },
  {
    id: "minimax",
    name: "MiniMax",
    tools: {
      codex: codex("https://api.minimax.io/v1", UPSTREAM, "MiniMax-M3"),
      "claude-code": claude(
        "auth-token",
        "https://api.minimax.io/anthropic",
        "https://platform.minimax.io/docs/api-reference/text-anthropic-api",
        { model: "MiniMax-M3", "haiku-model": "MiniMax-M2.7" },
      ),
    },
  },
  {
    id: "minimax-cn",
    name: "MiniMax CN",
    tools: {
      codex: codex(
        "https://api.minimaxi.com/v1",
        "https://platform.minimaxi.com/docs/token-plan/codex",
        "MiniMax-M3",
      ),
      "claude-code": claude(
        "auth-token",
        "https://api.minimaxi.com/anthropic",
        "https://platform.minimaxi.com/docs/api-reference/text-anthropic-api",
      ),
    },
  },
  {
    id: "openrouter",
    name: "OpenRouter",
    tools: {
      codex: codex(
        "https://openrouter.ai/api/v1",
        "https://openrouter.ai/docs/guides/coding-agents/codex-cli",
        "openai/gpt-5.3-codex",
      ),
      "claude-code": claude(
        "auth-token",
        "https://openrouter.ai/api",
        "https://openrouter.ai/docs/guides/coding-agents/claude-code-integration",
      ),
    },
  },
  {
    id: "orcarouter",
    name: "OrcaRouter",
    tools: {
      codex: codex("https://api.orcarouter.ai/v1", UPSTREAM, "openai/gpt-5.5"),
      "claude-code": claude("auth-token", "https://api.orcarouter.ai", UPSTREAM, {
        model: "anthropic/claude-sonnet-5",
        "haiku-model": "anthropic/claude-haiku-4.5",
        "sonnet-model": "anthropic/claude-sonnet-5",
        "opus-model": "anthropic/claude-opus-5",
      }),
    },
  },
  {
    id: "packycode",
    name: "PackyCode",
    tools: {
      codex: codex("https://www.packyapi.com/v1", UPSTREAM),
      "claude-code": claude("auth-token", "https://www.packyapi.com", UPSTREAM),
    },
  },
  {
    id: "pateway",
    name: "Pateway",
    tools: {
      codex: codex("https://api.pateway.ai/v1", UPSTREAM),
      "claude-code": claude("api-key", "https://api.pateway.ai", UPSTREAM),
    },
  },
  {
    id: "z-ai",
    name: "Z.ai",
    tools: { "claude-code": claude("auth-token", "https://api.z.ai/api/anthropic", UPSTREAM) },
  },
];
