import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class ProviderListCommand extends StoreCommand {
  static override readonly paths: string[][] = [["provider", "list"]];
  static readonly help: CommandUsage = {
    description: "command.provider-list",
    details: "details.provider-list",
    examples: [
      ["example.provider-list", "provider list"],
      ["example.provider-list.json", "provider list --json"],
    ],
  };

  async execute(): Promise<ExitCode> {
    const { runProviderList } = await import("../provider/run-provider-list.ts");
    return runProviderList(this.context.session, this);
  }
}
