import { type TomlTable, tomlAt } from "@zcf/formats";
import type { Config } from "../config/config.ts";
import { serverOf } from "../config/provider.ts";
import type { SwitchTarget } from "../target.ts";

/** Fields of earlier zcf that Codex ignores with a warning, and refuses with `--strict-config` (0.169). */
const IGNORED = ["temp_env_key", "model"];

/**
 * What the shared table holds while it stands for a target.
 *
 * A provider's own fields, whatever they are: Codex's list of them grows (17 in 0.142, 24 in 0.169). For the official
 * service, what makes a table behave as the built-in provider does; only its `version` header has no field (0.142,
 * 0.169 measured).
 */
export function copyOf(target: SwitchTarget, config: Pick<Config, "document">): TomlTable {
  if (target.kind === "official") return official(config);
  return Object.fromEntries(Object.entries(target.provider.table).filter(([key]) => !IGNORED.includes(key)));
}

/** The server that a table's requests go to, `scheme://host:port`; `""` for OpenAI's own. */
export function serverIn(table: TomlTable): string {
  const url = tomlAt(table, "base_url");
  return serverOf({ baseUrl: typeof url === "string" ? url : null }) ?? "";
}

function official({ document }: Pick<Config, "document">): TomlTable {
  const url = tomlAt(document.data, "openai_base_url");
  return {
    name: "OpenAI",
    ...(typeof url === "string" ? { base_url: url } : {}),
    wire_api: "responses",
    requires_openai_auth: true,
    supports_websockets: true,
    env_http_headers: { "OpenAI-Organization": "OPENAI_ORGANIZATION", "OpenAI-Project": "OPENAI_PROJECT" },
  };
}
