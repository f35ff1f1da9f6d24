import { isExport } from "./export-file.ts";
import { json5In, jsonIn, type SourceFile, tomlIn, yamlIn } from "./parse.ts";
import { type Fields, fieldsOf, isFields } from "./values.ts";

/** What a file can be. */
export type Content =
  | "export"
  | "encrypted"
  | "database"
  | "cc-switch"
  | "router"
  | "ccs"
  | "zcf"
  | "codex"
  | "claude";

/** What a file is, by what it holds and never by its name; `null` for anything that nobody here reads. */
export function contentOf(source: SourceFile): Content | null {
  const start = Buffer.from(source.content.subarray(0, 64)).toString("latin1");
  if (start.startsWith("SQLite format 3\0")) return "database";
  if (/^age-encryption\.org\/|^\s*-----BEGIN AGE ENCRYPTED FILE-----/.test(start)) return "encrypted";
  const json = dataOf(() => jsonIn(source));
  if (json !== null) return isExport(json) ? "export" : kindOfJson(json);
  const toml = dataOf(() => tomlIn(source));
  if (toml !== null) return kindOfToml(toml);
  // Only the router reads its own file so.
  const loose = dataOf(() => json5In(source));
  if (loose !== null && kindOfJson(loose) === "router") return "router";
  const yaml = dataOf(() => yamlIn(source));
  return yaml !== null && isFields(yaml["profiles"]) ? "ccs" : null;
}

function kindOfJson(data: Fields): Content | null {
  if (Array.isArray(data["Providers"] ?? data["providers"])) return "router";
  if (isFields(data["env"])) return "claude";
  if (isFields(data["claudeCode"]) || "currentProfileId" in data) return "zcf";
  if (Object.values(data).some((app) => isFields(fieldsOf(app)["providers"]))) return "cc-switch";
  return isFields(data["profiles"]) ? "ccs" : null;
}

function kindOfToml(data: Fields): Content | null {
  if (isFields(data["claudeCode"])) return "zcf";
  return isFields(data["model_providers"]) ? "codex" : null;
}

/** `null` for anything but an object in that format. */
function dataOf(parse: () => unknown): Fields | null {
  try {
    const data = parse();
    return isFields(data) ? data : null;
  } catch (error) {
    if (error instanceof Error && error.name === "SwitchError") return null;
    throw error;
  }
}
