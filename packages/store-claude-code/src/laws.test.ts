import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { testAdapter } from "@zcf/adapter-testkit";
import type { ProviderChange } from "@zcf/contract";
import { test as vitest } from "vitest";
import { claudeCode } from "./adapter.ts";
import { GLM_KEY, KIMI_KEY, putFiles, TWO_PROFILES } from "./testing/claude-home.ts";

const SESSION = "projects/-work/0b6f.jsonl";
const FILES = { "zcf/config.toml": TWO_PROFILES, [SESSION]: '{"type":"user"}\n' };
const OLD_KEY = "sk-old-0123456789-abcdefghijk";
const NEW_KEY = "sk-new-0123456789-qwertyuiop";
const ADDED: ProviderChange = {
  change: "add",
  id: "mini",
  fields: { "base-url": "https://mini.example", model: "M2" },
  key: NEW_KEY,
};
const RENAMED: ProviderChange = { change: "copy", id: "kimi", copyId: "moonshot", fields: {} };
const LINE = '{"type":"assistant"}';

const USED = {
  ...FILES,
  "settings.json": `\uFEFF{\r\n\t"model": "opus",\r\n\t"env": { "ANTHROPIC_API_KEY": "${OLD_KEY}" }\r\n}`,
  ".claude.json": `{\n  "customApiKeyResponses": {\n    "approved": [],\n    "rejected": [\n      "${KIMI_KEY.slice(-20)}"\n    ]\n  }\n}\n`,
};

const MENDABLE = {
  ...FILES,
  "settings.json": `{ "env": { "ANTHROPIC_API_KEY": "${KIMI_KEY}", "ANTHROPIC_AUTH_TOKEN": null,
    "ANTHROPIC_BASE_URL": "https://kimi.example/anthropic", } // mine\n}`,
  ".claude.json": `{"customApiKeyResponses":{"approved":["${KIMI_KEY.slice(0, 20)}"]}}`,
};

testAdapter((name, run) => vitest(name, { timeout: 600_000 }, run), {
  adapter: claudeCode(),
  homes: {
    used: (home) => putFiles(home, USED),
    fresh: (home) => putFiles(home, FILES),
    "with much to mend": (home) => putFiles(home, MENDABLE),
    "on glm": (home) =>
      putFiles(home, {
        ...FILES,
        "settings.json": `{"env":{"ANTHROPIC_BASE_URL":"https://glm.example/api/anthropic","ANTHROPIC_AUTH_TOKEN":"${GLM_KEY}"}}`,
      }),
  },
  environment: ({ root, home }) => ({
    home: root,
    platform: "other",
    variables: { CLAUDE_CONFIG_DIR: home, ZCF_HOME: join(home, "zcf") },
  }),
  goals: [
    { target: "kimi" },
    { target: "glm" },
    { target: "official" },
    { providers: [ADDED] },
    {
      providers: [{ change: "edit", id: "glm", fields: { "base-url": "https://new.example" }, key: NEW_KEY }],
    },
    { providers: [{ change: "edit", id: "glm", fields: { model: null }, keyStore: "helper" }] },
    { providers: [RENAMED, { change: "remove", id: "kimi", fields: {} }] },
    { fix: "all" },
  ],
  secrets: [GLM_KEY, KIMI_KEY, KIMI_KEY.slice(-20), OLD_KEY, NEW_KEY],
  appends: { files: async () => [SESSION], line: LINE },
  share: async (home) => {
    await writeFile(join(home, "CLAUDE.md"), "# mine\n");
    await appendFile(join(home, "zcf/config.toml"), "# a comment\n[other]\nkey = 1\n");
    const settings = join(home, "settings.json");
    const text = await readFile(settings, "utf8").catch(() => "{}");
    await writeFile(
      settings,
      text.replace(/\}\s*$/, `${/[\w"]/.test(text) ? "," : ""} "hooks": { "x":1 } }`),
    );
    return [
      { file: "CLAUDE.md", text: "# mine\n" },
      { file: "zcf/config.toml", text: "# a comment\n[other]\nkey = 1\n" },
      { file: "settings.json", text: '"hooks": { "x":1 }' },
    ];
  },
  manyUnits: (home) => putFiles(home, FILES),
  off: {
    scales: "sessions of Claude Code name no provider, so there are no units",
    dies: "deaths.test.ts runs it, for the undo as well",
  },
});
