import { stringify } from "smol-toml";
import { basicString, dottedKey } from "./literal.ts";
import { isTomlTable, type TomlTable, type TomlValue, withValue } from "./toml-data.ts";

/** A table with a header of its own and one for each sub-table, `\n` between the lines; `comment` ends the first one. */
export function tableText(path: readonly string[], table: TomlTable, comment: string | null): string {
  const [header = "", ...lines] = stringify(withValue({}, path, table))
    .trim()
    .split("\n");
  return [comment === null ? header : `${header} # ${comment}`, ...lines].join("\n");
}

/** A value on one line, as it stands in an inline table. */
export function inlineText(value: TomlValue): string {
  if (isArray(value)) return `[${value.map(inlineText).join(", ")}]`;
  if (typeof value === "string") return basicString(value);
  if (!isTomlTable(value)) return scalarText(value);
  const items = Object.entries(value).map(([key, item]) => `${dottedKey([key])} = ${inlineText(item)}`);
  return items.length === 0 ? "{}" : `{ ${items.join(", ")} }`;
}

function scalarText(value: TomlValue): string {
  return stringify({ value }).trim().slice("value = ".length);
}

function isArray(value: TomlValue): value is readonly TomlValue[] {
  return Array.isArray(value);
}
