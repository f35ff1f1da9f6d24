import { urlProblem } from "./base-url.ts";
import { CLAUDE_CODE, type Draft, type Reading, type Unusable } from "./draft.ts";
import { jsonIn, type SourceFile, tomlIn } from "./parse.ts";
import { allowedId, slug } from "./provider-id.ts";
import { readingOf } from "./reading.ts";
import { type Fields, fieldsOf, said, textOf } from "./values.ts";

/** Upstream's files with profiles of Claude Code; `null` for one that is not there. */
export interface ZcfFiles {
  readonly config: SourceFile | null;
  /** `claude-code-configs.json`, which upstream reads only while the other has no profiles. */
  readonly legacy: SourceFile | null;
}

/** The profiles of upstream zcf (claude-code.md I). Throws `import.broken`. */
export function readZcf({ config, legacy }: ZcfFiles): Reading {
  const profiles = config === null ? {} : profilesOf(fieldsOf(configData(config))["claudeCode"]);
  const found = Object.keys(profiles).length > 0 || legacy === null ? profiles : profilesOf(jsonIn(legacy));
  return readingOf(Object.entries(found).map(([id, profile]) => readProfile(id, fieldsOf(profile))));
}

/** Upstream renames its older JSON to `config.toml` as it is. */
function configData(config: SourceFile): unknown {
  const isJson = /^\s*\{/.test(new TextDecoder().decode(config.content.subarray(0, 64)));
  return isJson ? jsonIn(config) : tomlIn(config);
}

function profilesOf(holder: unknown): Fields {
  return fieldsOf(fieldsOf(holder)["profiles"]);
}

/** What zcf writes in place of a key that a helper gives; the key itself is in another file. */
const HELPER_MARK = "zcf-key-helper";

const STORES: Readonly<Record<string, string>> = { api_key: "api-key", auth_token: "auth-token" };

function readProfile(origin: string, profile: Fields): Draft | Unusable {
  const notUsable = { tool: CLAUDE_CODE, origin, params: {} };
  const type = textOf(profile["authType"]) ?? "";
  if (type === "ccr_proxy") return { ...notUsable, code: "import.through-router" };
  const baseUrl = textOf(profile["baseUrl"]);
  const problem = urlProblem(baseUrl);
  if (problem !== null) return { ...notUsable, code: problem };
  const key = textOf(profile["apiKey"]);
  if (key === null || key === HELPER_MARK) return { ...notUsable, code: "import.no-key" };
  return {
    tool: CLAUDE_CODE,
    origin,
    id: allowedId(CLAUDE_CODE, slug(origin) || "profile"),
    fields: said({
      name: textOf(profile["name"]) ?? origin,
      "base-url": baseUrl,
      model: textOf(profile["primaryModel"]),
      "haiku-model": textOf(profile["defaultHaikuModel"]),
      "sonnet-model": textOf(profile["defaultSonnetModel"]),
      "opus-model": textOf(profile["defaultOpusModel"]),
    }),
    keyStore: STORES[type] ?? null,
    key,
  };
}
