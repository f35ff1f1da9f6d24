import { Option } from "clipanion";
import { text, ZcfCommand } from "./command.ts";

/** A command about the stores of a tool. */
export abstract class StoreCommand extends ZcfCommand {
  readonly tool: string | undefined = toolOption();
  readonly home: string | undefined = homeOption();
}

export function toolOption(): string | undefined {
  return Option.String("-t,-T,--tool", { description: text("option.tool") });
}

export function homeOption(): string | undefined {
  return Option.String("--home", { description: text("option.home") });
}
