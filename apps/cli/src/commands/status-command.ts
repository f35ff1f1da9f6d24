import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class StatusCommand extends StoreCommand {
  static override readonly paths: string[][] = [["status"]];
  static readonly help: CommandUsage = {
    description: "command.status",
    details: "details.status",
    examples: [
      ["example.status", "status"],
      ["example.status.check", "status --check --json"],
    ],
  };

  readonly check: boolean = Option.Boolean("--check", false, { description: text("option.check") });

  async execute(): Promise<ExitCode> {
    const { runStatus } = await import("../status/run-status.ts");
    return runStatus(this.context.session, this);
  }
}
