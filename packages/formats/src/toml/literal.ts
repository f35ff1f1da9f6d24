const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
};

const ESCAPED = /[\\"\u0000-\u001f\u007f]/g;
const NOT_LITERAL = /['\u0000-\u0008\u000a-\u001f\u007f]/;

/** A TOML basic string. */
export function basicString(value: string): string {
  return `"${value.replace(ESCAPED, escaped)}"`;
}

/** A string token to stand in place of `previous`: a one-line literal string stays one where it can. */
export function stringLike(previous: string, value: string): string {
  const literal = previous.startsWith("'") && !previous.startsWith("'''");
  return literal && !NOT_LITERAL.test(value) ? `'${value}'` : basicString(value);
}

/** A dotted key, quoted where it must be. */
export function dottedKey(path: readonly string[]): string {
  return path.map((name) => (/^[A-Za-z0-9_-]+$/.test(name) ? name : basicString(name))).join(".");
}

function escaped(character: string): string {
  return ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
