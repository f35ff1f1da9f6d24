import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import { readChangeOptions } from "../provider/written-changes.ts";
import type { CommandUsage } from "./command.ts";
import { ProviderFieldsCommand } from "./provider-fields-command.ts";

export class ProviderEditCommand extends ProviderFieldsCommand {
  static override readonly paths: string[][] = [["provider", "edit"]];
  static readonly help: CommandUsage = {
    description: "command.provider-edit",
    details: "details.provider-edit",
    takes: "ID",
    examples: [
      ["example.provider-edit", "provider edit x"],
      ["example.provider-edit.model", "provider edit x --model gpt-5.5"],
      ["example.provider-edit.key", "provider edit x --key-file key.txt"],
      ["example.provider-edit.key-store", "provider edit codex/x --key-store command"],
    ],
  };

  readonly id: string = Option.String({ required: true });

  async execute(): Promise<ExitCode> {
    const options = readChangeOptions(this);
    const { runProviderEdit } = await import("../provider/run-provider-edit.ts");
    return runProviderEdit(this.context.session, { ...options, id: this.id });
  }
}
