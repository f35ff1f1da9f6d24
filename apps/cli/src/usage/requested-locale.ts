import type { Locale } from "../runtime/locale.ts";
import { parseLocale } from "../runtime/locale.ts";

/** A line without `--lang` and its value, whatever the value is. */
export function withoutLocale(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf("--lang");
  return at < 0 ? argv : argv.toSpliced(at, 2);
}

/** `--lang`, looked up before the rest is parsed: errors of parsing have a language too. */
export function requestedLocale(argv: readonly string[]): Locale | null {
  const at = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const word = argv[at];
  if (word === undefined) return null;
  return parseLocale(word === "--lang" ? (argv[at + 1] ?? "") : word.slice("--lang=".length));
}
