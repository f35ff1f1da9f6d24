import type { Row } from "@zcf/contract";
import { isFormatError, readJson, readToml } from "@zcf/formats";
import { CLAUDE_CODE, CODEX, type Draft, type Reading, type Unusable } from "./draft.ts";
import { jsonIn, type SourceFile } from "./parse.ts";
import { idOf } from "./provider-id.ts";
import { readClaudeEnv } from "./read-claude-env.ts";
import { readCodexTable, tablesIn } from "./read-codex-table.ts";
import { readingOf } from "./reading.ts";
import { type Fields, fieldsOf, textOf } from "./values.ts";

/** What is read of cc-switch's database: older versions lack columns of the newest one (`user_version` 17). */
export const CC_SWITCH_QUERY = "SELECT * FROM providers ORDER BY id";

/** The providers that rows of {@link CC_SWITCH_QUERY} describe, the oldest first: a name that comes twice keeps its id that way. */
export function readCcSwitch(rows: readonly Row[]): Reading {
  return readingOf(
    rows
      .toSorted((one, other) => ageOf(one) - ageOf(other))
      .map((row) =>
        readProvider({
          app: textOf(row["app_type"]) ?? "",
          origin: textOf(row["id"]) ?? "",
          name: textOf(row["name"]) ?? "",
          settings: jsonText(row["settings_config"]),
          meta: fieldsOf(jsonText(row["meta"])),
          isOfficial: row["category"] === "official",
        }),
      ),
  );
}

function ageOf({ created_at: created }: Row): number {
  return typeof created === "number" ? created : 0;
}

/** `config.json` (version 2) of cc-switch before it had a database. Throws `import.broken`. */
export function readCcSwitchConfig(config: SourceFile): Reading {
  const data = fieldsOf(jsonIn(config));
  const apps = Object.entries(data).filter(([, app]) => "providers" in fieldsOf(app));
  const found = apps.flatMap(([app, value]) =>
    Object.entries(fieldsOf(fieldsOf(value)["providers"])).map(([origin, entry]) =>
      readProvider(legacyProvider(app, origin, fieldsOf(entry))),
    ),
  );
  return readingOf(found);
}

function legacyProvider(app: string, origin: string, entry: Fields): Provider {
  const { name, settingsConfig: settings, meta, category } = entry;
  const isOfficial = category === "official";
  return { app, origin, name: textOf(name) ?? "", settings, meta: fieldsOf(meta), isOfficial };
}

interface Provider {
  readonly app: string;
  readonly origin: string;
  readonly name: string;
  /** `undefined` where it is not JSON. */
  readonly settings: unknown;
  readonly meta: Fields;
  readonly isOfficial: boolean;
}

const TOOLS: Readonly<Record<string, string>> = { claude: CLAUDE_CODE, codex: CODEX };

function readProvider(provider: Provider): Draft | Unusable {
  const { app, origin, settings } = provider;
  const name = provider.name === "" ? origin : provider.name;
  const tool = TOOLS[app] ?? null;
  const notUsable = { tool, origin: name, params: {} };
  if (tool === null) return { ...notUsable, code: "import.other-tool", params: { app } };
  if (provider.isOfficial) return { ...notUsable, code: "import.official" };
  if (settings === undefined) return { ...notUsable, code: "import.broken-settings" };
  // Anything but `anthropic` works only through cc-switch's own proxy.
  const format = textOf(provider.meta["apiFormat"]) ?? "anthropic";
  if (tool === CLAUDE_CODE && format !== "anthropic")
    return { ...notUsable, code: "import.wire-api", params: { wireApi: format } };
  const found =
    tool === CODEX ? readCodex(origin, name, fieldsOf(settings)) : readClaudeEnv(settings, { origin, name });
  // People know it by its name; the id that cc-switch made up has done its work.
  return "code" in found ? { ...found, origin: name } : found;
}

/** `config` is the text of a whole `config.toml`; only the table that it selects counts. */
function readCodex(origin: string, name: string, { config, auth }: Fields): Draft | Unusable {
  const notUsable = { tool: CODEX, origin, params: {} };
  const data = tomlText(config);
  if (data === null) return { ...notUsable, code: "import.broken-settings" };
  const selected = textOf(data["model_provider"]);
  const table = tablesIn(data).find(([id]) => id === selected)?.[1];
  if (table === undefined) return { ...notUsable, code: "import.official" };
  const id = idOf(CODEX, { origin, name, baseUrl: textOf(table["base_url"]) ?? "" });
  const model = textOf(data["model"]);
  return readCodexTable({ origin, id, name, table, auth: fieldsOf(auth), model, ownsAuth: true });
}

function tomlText(text: unknown): Fields | null {
  if (text === undefined || text === null) return {};
  return typeof text === "string" ? orNull(() => fieldsOf(readToml(Buffer.from(text)).data)) : null;
}

function jsonText(text: unknown): unknown {
  return typeof text === "string" ? (orNull(() => readJson(Buffer.from(text)).data) ?? undefined) : undefined;
}

/** `null` where one provider's text is broken: the others are fine. */
function orNull<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch (error) {
    if (isFormatError(error)) return null;
    throw error;
  }
}
