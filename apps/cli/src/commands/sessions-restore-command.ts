import { Option } from "clipanion";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreOperationCommand } from "./store-operation-command.ts";

export class SessionsRestoreCommand extends StoreOperationCommand {
  static override readonly paths: string[][] = [["sessions", "restore"]];
  static readonly help: CommandUsage = {
    description: "command.sessions-restore",
    details: "details.sessions-restore",
    takes: "[ID …]",
    examples: [
      ["example.sessions-restore", "sessions restore"],
      ["example.sessions-restore.one", "sessions restore 019f0a11-3c00-7a10-8a10-0000000000a1"],
    ],
  };

  readonly threads: readonly string[] = Option.Array("--thread", [], { description: text("option.thread") });
  readonly ids: readonly string[] = Option.Rest();

  async execute(): Promise<ExitCode> {
    const { tool, home, threads, ids } = this;
    const options = { ...readOperationOptions(this), tool, home, threads: [...threads, ...ids] };
    const { runRestore } = await import("../sessions/run-restore.ts");
    return runRestore(this.context.session, options);
  }
}
