import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class ListCommand extends StoreCommand {
  static override readonly paths: string[][] = [["list"], ["ls"]];
  static readonly help: CommandUsage = {
    description: "command.list",
    examples: [
      ["example.list", "list"],
      ["example.list.json", "list --json"],
    ],
  };

  async execute(): Promise<ExitCode> {
    const { runList } = await import("../list/run-list.ts");
    return runList(this.context.session, this);
  }
}
