import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { ZcfCommand } from "./command.ts";

export class HistoryCommand extends ZcfCommand {
  static override readonly paths: string[][] = [["history"]];
  static readonly help: CommandUsage = {
    description: "command.history",
    examples: [["example.history", "history"]],
  };

  async execute(): Promise<ExitCode> {
    const { runHistory } = await import("../history/run-history.ts");
    return runHistory(this.context.session);
  }
}
