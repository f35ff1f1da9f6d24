import { Cli } from "clipanion";
import type { CommandClass, CommandContext } from "../commands/command.ts";
import { commands } from "../commands/index.ts";

/** An option as it is written: `-t,--tool` and whether a value follows. */
export interface OptionForm {
  readonly names: readonly string[];
  readonly takesValue: boolean;
  /** The key of its text. */
  readonly description: string;
}

export function createParser(known: readonly CommandClass[] = commands): Cli<CommandContext> {
  return Cli.from<CommandContext>([...known], { binaryName: "zcf", enableColors: false });
}

export function optionsOf(parser: Cli<CommandContext>, command: CommandClass): readonly OptionForm[] {
  const options = parser.definition(command)?.options ?? [];
  return options.map(({ definition, description }) => {
    const [names = "", ...values] = definition.split(" ");
    return { names: names.split(","), takesValue: values.length > 0, description: description ?? "" };
  });
}
