import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import { presetRows } from "../provider/preset-rows.ts";
import { readChangeOptions } from "../provider/written-changes.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { ProviderFieldsCommand } from "./provider-fields-command.ts";

export class ProviderAddCommand extends ProviderFieldsCommand {
  static override readonly paths: string[][] = [["provider", "add"]];
  static readonly help: CommandUsage = {
    description: "command.provider-add",
    details: "details.provider-add",
    takes: "[ID]",
    examples: [
      ["example.provider-add", "provider add"],
      ["example.provider-add.preset", "provider add --preset openrouter --tool codex"],
      ["example.provider-add.dry-run", "provider add x --base-url https://api.example/v1 --dry-run"],
      [
        "example.provider-add.script",
        "provider add codex/x --base-url https://api.example/v1 --key-env KEY --yes",
      ],
    ],
    words: { heading: "heading.presets", rows: presetRows() },
  };

  readonly id: string | undefined = Option.String({ required: false });
  readonly preset: string | undefined = Option.String("--preset", { description: text("option.preset") });

  async execute(): Promise<ExitCode> {
    const options = readChangeOptions(this);
    const { runProviderAdd } = await import("../provider/run-provider-add.ts");
    return runProviderAdd(this.context.session, { ...options, id: this.id, preset: this.preset });
  }
}
