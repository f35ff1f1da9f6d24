import { Option } from "clipanion";
import { readWait } from "../apply/operation-options.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class RecoverCommand extends StoreCommand {
  static override readonly paths: string[][] = [["recover"]];
  static readonly help: CommandUsage = {
    description: "command.recover",
    details: "details.recover",
    examples: [
      ["example.recover", "recover"],
      ["example.recover.abandon", "recover --abandon"],
    ],
  };

  readonly abandon: boolean = Option.Boolean("--abandon", false, { description: text("option.abandon") });
  readonly wait: string | undefined = Option.String("--wait", { description: text("option.wait") });

  async execute(): Promise<ExitCode> {
    const { tool, home, abandon } = this;
    const options = { tool, home, abandon, waitMs: readWait(this.wait) };
    const { runRecover } = await import("../recover/run-recover.ts");
    return runRecover(this.context.session, options);
  }
}
