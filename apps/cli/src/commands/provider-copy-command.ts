import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import { readChangeOptions } from "../provider/written-changes.ts";
import type { CommandUsage } from "./command.ts";
import { ProviderFieldsCommand } from "./provider-fields-command.ts";

export class ProviderCopyCommand extends ProviderFieldsCommand {
  static override readonly paths: string[][] = [["provider", "copy"]];
  static readonly help: CommandUsage = {
    description: "command.provider-copy",
    details: "details.provider-copy",
    takes: "ID NEW",
    examples: [["example.provider-copy", "provider copy x y --model gpt-5.5-mini"]],
  };

  readonly id: string = Option.String({ required: true });
  readonly copyId: string = Option.String({ required: true });

  async execute(): Promise<ExitCode> {
    const options = readChangeOptions(this);
    const { runProviderCopy } = await import("../provider/run-provider-copy.ts");
    return runProviderCopy(this.context.session, { ...options, id: this.id, copyId: this.copyId });
  }
}
