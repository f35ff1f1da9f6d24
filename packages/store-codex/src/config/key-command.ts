import type { Environment, Store } from "@zcf/contract";
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

/** Stands for the `PATH` among a store's variables, where no `zcf` is on it. */
const WITHOUT_US = "(without zcf)";

/** What a store should know of the `PATH`; `isThere` tells whether a file is. On Windows a program has many names. */
export async function pathVariable(
  { platform, variables }: Environment,
  isThere: (directory: string, name: string) => Promise<boolean>,
): Promise<Readonly<Record<string, string>>> {
  if (platform === "win32") return {};
  for (const directory of (variables["PATH"] ?? "").split(":"))
    if (directory !== "" && (await isThere(directory, PROGRAM))) return {};
  return { PATH: WITHOUT_US };
}

/** Whether Codex would find the command, started from here. */
export function isCommandHere(variables: Store["variables"]): boolean {
  return variables["PATH"] !== WITHOUT_US;
}

/** Whether a string of some `auth` is a word of such a command: no secret, and in every other text of ours. */
export function isOfKeyCommand(word: string): boolean {
  return word === PROGRAM || word === COMMAND || /^codex\/[\w.-]+$/.test(word);
}
