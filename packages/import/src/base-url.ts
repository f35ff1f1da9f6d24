/** Why an address cannot be one of a provider, or `null`. An address with a name or password in it holds a secret. */
export function urlProblem(text: string | null): "import.no-url" | "import.bad-url" | null {
  if (text === null) return "import.no-url";
  if (!URL.canParse(text)) return "import.bad-url";
  const { protocol, username, password, search, hash } = new URL(text);
  const isPlain = [username, password, search, hash].every((part) => part === "");
  return isPlain && /^https?:$/.test(protocol) ? null : "import.bad-url";
}
