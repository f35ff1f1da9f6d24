import { isTomlTable, lineOf, removeKey, tomlAt } from "@zcf/formats";
import type { Config } from "../config/config.ts";
import { ADJUSTABLE_IDS } from "../config/provider.ts";
import { type Fix, type Found, found } from "./found.ts";
import { changing, type InTable } from "./in-table.ts";
import { misshapen, refusedFields } from "./provider-fields.ts";

/** Entries of `model_providers` that are no table. */
export function noTables({ document, file }: Config): readonly Found[] {
  const tables = tomlAt(document.data, "model_providers");
  const said = (path: readonly string[]): Found => {
    const params = { file, line: lineOf(document, path) ?? 1, table: path.join(".") };
    return found("codex.provider-no-table", "error", params);
  };
  if (tables === undefined) return [];
  if (!isTomlTable(tables)) return [said(["model_providers"])];
  const others = Object.keys(tables).filter((id) => !isTomlTable(tables[id]));
  return others.map((id) => said(["model_providers", id]));
}

/** Fields of a table that keep Codex from starting: of another type, or in a table that may not have them. */
export function shapeFindings(table: InTable): readonly Found[] {
  const { provider, params } = table;
  // A `wire_api` or name of another type is told of as the wrong or missing one that it is.
  const wrong = misshapen(provider.table).filter((field) => field !== "wire_api" && field !== "name");
  const refused = refusedFields(provider.id, provider.table).filter((field) => !wrong.includes(field));
  return [
    ...(wrong.length === 0 ? [] : [found("codex.field-type", "error", { ...params, fields: wrong })]),
    ...(refused.length === 0
      ? []
      : [found("codex.fields-refused", "error", { ...params, fields: refused }, without(table, refused))]),
  ];
}

/** Fields that say nothing there that anybody could miss. */
const EMPTY_WORDS = ["name", "requires_openai_auth", "supports_websockets"];

function without({ provider: { id } }: InTable, fields: readonly string[]): Fix | null {
  const isIdle = ADJUSTABLE_IDS.includes(id) && fields.every((field) => EMPTY_WORDS.includes(field));
  return isIdle ? changing(...fields.map((field) => removeKey(["model_providers", id, field]))) : null;
}
