import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import { readSwitchOptions } from "../switch/switch-options.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreOperationCommand } from "./store-operation-command.ts";

export class SwitchCommand extends StoreOperationCommand {
  static override readonly paths: string[][] = [["switch"]];
  static readonly help: CommandUsage = {
    description: "command.switch",
    details: "details.switch",
    takes: "[TARGET]",
    examples: [
      ["example.switch", "switch beta"],
      ["example.switch.dry-run", "switch beta --dry-run"],
      ["example.switch.official", "switch official"],
      ["example.switch.previous", "switch -"],
      ["example.switch.all", "switch work --all"],
      ["example.switch.script", "switch beta --yes --json --strict"],
    ],
  };

  readonly target: string | undefined = Option.String({ required: false });
  readonly sessions: string | undefined = Option.String("--sessions", {
    description: text("option.sessions"),
  });
  readonly all: boolean = Option.Boolean("-a,--all", false, { description: text("option.all-tools") });
  readonly force: boolean = Option.Boolean("--force", false, { description: text("option.force") });

  async execute(): Promise<ExitCode> {
    const options = readSwitchOptions(this);
    const { runSwitch } = await import("../switch/run-switch.ts");
    return runSwitch(this.context.session, options);
  }
}
