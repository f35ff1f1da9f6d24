import type { SwitchError } from "@zcf/contract";
import type { Cli } from "clipanion";
import type { CommandContext } from "../commands/command.ts";
import { usageError } from "./cli-code.ts";
import { closest } from "./closest.ts";
import { commandNames, commandText, findCommand } from "./find-command.ts";
import type { OptionForm } from "./parser.ts";
import { optionsOf } from "./parser.ts";

/** Why a line that did not parse cannot be meant so. */
export function diagnose(argv: readonly string[], parser: Cli<CommandContext>): SwitchError {
  const found = findCommand(argv);
  if (found === null) return unknownCommand(argv);
  const { command, name, at, words } = found;
  const { wrong, loose } = read(argv.toSpliced(at, words), optionsOf(parser, command));
  if (wrong !== null) return wrong(name);
  const argument = loose.at(-1);
  if (argument !== undefined)
    return usageError("cli.too-many-arguments", { command: name, argument: shortened(argument) });
  const { takes } = command.help;
  if (takes !== undefined && !takes.startsWith("["))
    return usageError("cli.needs-argument", { command: name, argument: takes });
  return usageError("cli.syntax", { input: argv.join(" ") });
}

/** So long is what one types; what is longer may be a key, of which the beginning is enough to see which word is meant. */
const TYPED = 20;

function shortened(argument: string): string {
  return argument.length > TYPED ? `${argument.slice(0, 4)}…` : argument;
}

export function unknownCommand(argv: readonly string[]): SwitchError {
  const command = commandText(argv);
  if (command === null) return usageError("cli.syntax", { input: argv.join(" ") });
  return usageError("cli.unknown-command", { command, closest: closestCommands(command) });
}

/** Of the commands that begin as it does, those whose last word it may have been meant to have. */
function closestCommands(command: string): readonly string[] {
  const at = command.lastIndexOf(" ") + 1;
  const group = command.slice(0, at);
  const words = commandNames()
    .filter((name) => name.startsWith(group))
    .map((name) => name.slice(at));
  return closest(command.slice(at), words).map((word) => `${group}${word}`);
}

interface Reading {
  /** The first option that is wrong. */
  readonly wrong: ((command: string) => SwitchError) | null;
  /** Words that are no option and no value of one. */
  readonly loose: readonly string[];
}

function read(words: readonly string[], options: readonly OptionForm[]): Reading {
  const loose: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") return { wrong: null, loose: [...loose, ...words.slice(at + 1)] };
    if (!isOption(word)) loose.push(word);
    else {
      const option = find(word, options);
      const wrong = faultOf(word, option, { options, next: words[at + 1] });
      if (wrong !== null) return { wrong, loose };
      if (option?.takesValue === true && !word.includes("=")) at += 1;
    }
  }
  return { wrong: null, loose };
}

interface Around {
  readonly options: readonly OptionForm[];
  readonly next: string | undefined;
}

function faultOf(word: string, option: OptionForm | undefined, { options, next }: Around): Reading["wrong"] {
  const name = nameOf(word);
  if (option === undefined) {
    const near = closest(
      name,
      options.flatMap(({ names }) => names),
    );
    return (command) => usageError("cli.unknown-option", { option: name, command, closest: near });
  }
  const hasValue = word.includes("=");
  if (!option.takesValue && hasValue) return () => usageError("cli.option-takes-no-value", { option: name });
  const wantsMore = option.takesValue && !hasValue && (next === undefined || isOption(next));
  return wantsMore ? () => usageError("cli.option-needs-value", { option: name }) : null;
}

function isOption(word: string): boolean {
  return word.startsWith("-") && word !== "-";
}

function find(word: string, options: readonly OptionForm[]): OptionForm | undefined {
  return options.find(({ names }) => names.includes(nameOf(word)));
}

function nameOf(word: string): string {
  return word.replace(/=.*$/s, "");
}
