import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class ProviderShowCommand extends StoreCommand {
  static override readonly paths: string[][] = [["provider", "show"]];
  static readonly help: CommandUsage = {
    description: "command.provider-show",
    details: "details.provider-show",
    takes: "ID",
    examples: [["example.provider-show", "provider show codex/x"]],
  };

  readonly id: string = Option.String({ required: true });

  async execute(): Promise<ExitCode> {
    const { runProviderShow } = await import("../provider/run-provider-show.ts");
    return runProviderShow(this.context.session, this);
  }
}
