/** What a parser gives for an object or a table. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object itself, or an empty one for anything else. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/**
 * The text without space around it; `null` for a blank one and for anything else. No value of a provider has a control
 * character, and what a file of somebody else makes a terminal do is not ours to find out.
 */
export function textOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text === "" || /[\u0000-\u001f\u007f-\u009f]/.test(text) ? null : text;
}

/** Those that have a text. */
export function said(values: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
}
