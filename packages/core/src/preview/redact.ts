import { createHash } from "node:crypto";

/** Below this length a secret is masked only where it stands in quotes, or any text that holds its letters would go. */
const SHORT = 8;

/** Masks every secret in a text. Equal secrets get equal masks, so that a diff still shows that a key changes. */
export function redactor(secrets: readonly string[], salt: string): (text: string) => string {
  const masks = [...new Set(secrets.flatMap(withLines))]
    .filter((secret) => secret !== "")
    .toSorted((a, b) => b.length - a.length)
    .map((secret) => ({ secret, mask: maskOf(secret, salt) }));
  return (text) => masks.reduce((masked, { secret, mask }) => replaceSecret(masked, secret, mask), text);
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
