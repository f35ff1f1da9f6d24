import type { CommandClass } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import { withoutLocale } from "./requested-locale.ts";

/** A command as a line names it. */
export interface NamedCommand {
  readonly command: CommandClass;
  /** As it was written: `cs`, `sessions restore`. */
  readonly name: string;
  /** Where in the line its words stand. */
  readonly at: number;
  readonly words: number;
}

/** The command that a line names, options may stand before it; `null` when there is none. */
export function findCommand(argv: readonly string[]): NamedCommand | null {
  const spellings = commands.flatMap((command) => command.paths.map((path) => ({ command, path })));
  for (const at of argv.keys()) {
    const found = spellings.find(({ path }) => path.every((word, index) => argv[at + index] === word));
    if (found === undefined) continue;
    const { command, path } = found;
    return { command, name: path.join(" "), at, words: path.length };
  }
  return null;
}

/** What was probably meant to name a command: as many words as commands that begin so have; `null` without any. */
export function commandText(argv: readonly string[]): string | null {
  const words = withoutLocale(argv).filter((word) => !word.startsWith("-"));
  const [first] = words;
  if (first === undefined) return null;
  const length = Math.max(1, ...commandPaths().map((path) => (path[0] === first ? path.length : 1)));
  return words.slice(0, length).join(" ");
}

/** The commands of several words that begin with this one, in the order in which help shows them. */
export function groupOf(word: string): readonly CommandClass[] {
  return commands.filter(({ paths }) => paths.some((path) => path.length > 1 && path[0] === word));
}

export function commandNames(): readonly string[] {
  return commandPaths().map((path) => path.join(" "));
}

function commandPaths(): readonly (readonly string[])[] {
  return commands.flatMap(({ paths }) => paths);
}
