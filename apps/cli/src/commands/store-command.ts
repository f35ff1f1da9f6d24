import { Option } from "clipanion";
import { text, ZcfCommand } from "./command.ts";

/** A command about the stores of a tool. */
export abstract class StoreCommand extends ZcfCommand {
  readonly tool: string | undefined = Option.String("-t,-T,--tool", { description: text("option.tool") });
  readonly home: string | undefined = Option.String("--home", { description: text("option.home") });
}
