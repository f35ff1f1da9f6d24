import type { Params } from "@zcf/contract";

/**
 * A text with `{name}` where a value stands; a list is joined.
 *
 * What stands in `[[…]]` is left out when one of its values is missing, an empty list, or 0.
 */
export type Template = string;

const OPTIONAL = /\[\[(.*?)\]\]/gs;
const PLACE = /\{(\w+)\}/g;

export interface FillOptions {
  /** Between the items of a list. */
  readonly separator: string;
}

export function fill(template: Template, params: Params, { separator }: FillOptions): string {
  const isSaid = (name: string): boolean => params[name] !== 0 && textOf(params[name], separator) !== "";
  return template
    .replace(OPTIONAL, (_, part: string) => (placesOf(part).every(isSaid) ? part : ""))
    .replace(PLACE, (_, name: string) => textOf(params[name], separator) || "?");
}

/** The names of the values a template wants. */
export function placesOf(template: Template): readonly string[] {
  return [...new Set([...template.matchAll(PLACE)].map(([, name]) => name ?? ""))];
}

function textOf(value: Params[string] | undefined, separator: string): string {
  if (value === undefined) return "";
  return typeof value === "object" ? value.join(separator) : String(value);
}
