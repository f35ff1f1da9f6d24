import { type TomlTable, tomlAt } from "@zcf/formats";

const PROGRAM = "zcf";
const COMMAND = "key";
const PREFIX = "codex/";

/** The `auth` of a provider whose key Codex asks us for: it runs this without a shell, and sends what is printed (0.142, 0.169). */
export function keyCommand(id: string): TomlTable {
  return { command: PROGRAM, args: [COMMAND, PREFIX + id] };
}

/** The provider whose key a table has Codex ask us for; `null` where it asks somebody else, or nobody. */
export function askedProvider(table: TomlTable): string | null {
  const [command, args] = [tomlAt(table, "auth", "command"), tomlAt(table, "auth", "args")];
  const words: readonly unknown[] = Array.isArray(args) ? args : [];
  const [name, provider] = words;
  if (command !== PROGRAM || name !== COMMAND || typeof provider !== "string") return null;
  return provider.startsWith(PREFIX) ? provider.slice(PREFIX.length) : null;
}

/** Whether a string of some `auth` is a word of such a command: no secret, and in every other text of ours. */
export function isOfKeyCommand(word: string): boolean {
  return word === PROGRAM || word === COMMAND || /^codex\/[\w.-]+$/.test(word);
}
