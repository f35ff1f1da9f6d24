import { Option } from "clipanion";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreOperationCommand } from "./store-operation-command.ts";

export class ProviderRemoveCommand extends StoreOperationCommand {
  static override readonly paths: string[][] = [["provider", "remove"]];
  static readonly help: CommandUsage = {
    description: "command.provider-remove",
    details: "details.provider-remove",
    takes: "ID",
    examples: [["example.provider-remove", "provider remove x"]],
  };

  readonly id: string = Option.String({ required: true });
  readonly force: boolean = Option.Boolean("--force", false, { description: text("option.force") });

  async execute(): Promise<ExitCode> {
    const { id, tool, home, force } = this;
    const options = { ...readOperationOptions(this), id, tool, home, force };
    const { runProviderRemove } = await import("../provider/run-provider-remove.ts");
    return runProviderRemove(this.context.session, options);
  }
}
