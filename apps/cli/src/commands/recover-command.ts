import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { ZcfCommand } from "./command.ts";

export class RecoverCommand extends ZcfCommand {
  static override readonly paths: string[][] = [["recover"]];
  static readonly help: CommandUsage = {
    description: "command.recover",
    examples: [["example.recover", "recover"]],
  };

  async execute(): Promise<ExitCode> {
    const { runRecover } = await import("../recover/run-recover.ts");
    return runRecover(this.context.session);
  }
}
