/** `null` for what is no URL. (`URL.parse` came with Node 22.1.) */
export function parseUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null;
}

/** With its port; the text itself where it is no URL. */
export function hostOf(text: string, base?: string): string {
  return parseUrl(text, base)?.host ?? text;
}

/** Without what may hold a key: user, password, query. What is no URL is cut at its query. */
export function placeOf(text: string): string {
  const url = parseUrl(text);
  return url === null ? text.replace(/[?#].*$/s, "") : url.origin + url.pathname;
}
