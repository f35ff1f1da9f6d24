import type { Params } from "@zcf/contract";

/**
 * A text with `{name}` where a value stands; a list is joined, of a long one the beginning.
 *
 * What stands in `[[…]]` is left out when one of its values is missing, an empty list, or 0.
 */
export type Template = string;

const OPTIONAL = /\[\[(.*?)\]\]/gs;
const PLACE = /\{(\w+)\}/g;

export interface FillOptions {
  /** Between the items of a list. */
  readonly separator: string;
  /** In place of the items that are not shown. */
  readonly more: (count: number) => string;
}

/** A list up to this long is shown whole. */
const WHOLE = 10;
const BEGINNING = 3;

export function fill(template: Template, params: Params, options: FillOptions): string {
  const isSaid = (name: string): boolean => params[name] !== 0 && textOf(params[name], options) !== "";
  return template
    .replace(OPTIONAL, (_, part: string) => (placesOf(part).every(isSaid) ? part : ""))
    .replace(PLACE, (_, name: string) => textOf(params[name], options) || "?");
}

/** The names of the values a template wants. */
export function placesOf(template: Template): readonly string[] {
  return [...new Set([...template.matchAll(PLACE)].map(([, name]) => name ?? ""))];
}

function textOf(value: Params[string] | undefined, { separator, more }: FillOptions): string {
  if (value === undefined) return "";
  if (typeof value !== "object") return String(value);
  const shown = value.length > WHOLE ? [...value.slice(0, BEGINNING), more(value.length - BEGINNING)] : value;
  return shown.join(separator);
}
