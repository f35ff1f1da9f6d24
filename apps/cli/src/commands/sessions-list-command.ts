import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class SessionsListCommand extends StoreCommand {
  static override readonly paths: string[][] = [["sessions", "list"]];
  static readonly help: CommandUsage = {
    description: "command.sessions-list",
    details: "details.sessions-list",
    examples: [
      ["example.sessions-list", "sessions list"],
      ["example.sessions-list.all", "sessions list --all"],
      ["example.sessions-list.json", "sessions list --json"],
    ],
  };

  readonly all: boolean = Option.Boolean("-a,--all", false, { description: text("option.all") });

  async execute(): Promise<ExitCode> {
    const { runSessionsList } = await import("../sessions/run-sessions-list.ts");
    return runSessionsList(this.context.session, this);
  }
}
