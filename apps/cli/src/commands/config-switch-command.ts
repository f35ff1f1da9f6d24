import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { SwitchCommand } from "./switch-command.ts";

/** Upstream zcf's spelling: `zcf config-switch [target] -T codex`, `zcf cs --list`. */
export class ConfigSwitchCommand extends SwitchCommand {
  static override readonly paths: string[][] = [["config-switch"], ["cs"]];
  static override readonly help: CommandUsage = {
    description: "command.config-switch",
    details: "details.config-switch",
    takes: "[TARGET]",
    examples: [
      ["example.config-switch", "config-switch beta -T codex"],
      ["example.config-switch.list", "cs --list -T cx"],
    ],
  };

  override readonly tool: string | undefined = Option.String("-T,--code-type,-t,--tool", {
    description: text("option.tool"),
  });
  readonly list: boolean = Option.Boolean("-l,--list", false, { description: text("option.list") });

  override async execute(): Promise<ExitCode> {
    if (!this.list) return super.execute();
    const { runList } = await import("../list/run-list.ts");
    return runList(this.context.session, this);
  }
}
