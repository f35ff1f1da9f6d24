import { createHash } from "node:crypto";

/** Below this length a secret is masked only where it stands in quotes, or any text that holds its letters would go. */
const SHORT = 8;

/** Masks every secret in a text. Equal secrets get equal masks, so that a diff still shows that a key changes. */
export function redactor(secrets: readonly string[], salt: string): (text: string) => string {
  const masks = [...new Set(secrets.flatMap(withLines))]
    .filter((secret) => secret !== "")
    .flatMap((secret) => spellings(secret).map((spelling) => ({ spelling, mask: maskOf(secret, salt) })))
    .toSorted((a, b) => b.spelling.length - a.spelling.length);
  return (text) => masks.reduce((masked, { spelling, mask }) => replaceSecret(masked, spelling, mask), text);
}

/** A quote or a backslash in it has one more in front where it is written in JSON, or in a basic string of TOML. */
function spellings(secret: string): readonly string[] {
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1)])];
}

/** A diff shows a secret of several lines one by one. */
function withLines(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/);
  return lines.length === 1 ? lines : [secret, ...lines.map((line) => line.trim())];
}

function replaceSecret(text: string, secret: string, mask: string): string {
  if (secret.length >= SHORT) return text.replaceAll(secret, mask);
  return text.replaceAll(`"${secret}"`, `"${mask}"`).replaceAll(`'${secret}'`, `'${mask}'`);
}

function maskOf(secret: string, salt: string): string {
  const tag = createHash("sha256").update(salt).update(secret).digest("hex").slice(0, 4);
  return `<secret:${tag}>`;
}
