import { Option } from "clipanion";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreOperationCommand } from "./store-operation-command.ts";

export class SessionsSyncCommand extends StoreOperationCommand {
  static override readonly paths: string[][] = [["sessions", "sync"]];
  static readonly help: CommandUsage = {
    description: "command.sessions-sync",
    details: "details.sessions-sync",
    examples: [
      ["example.sessions-sync", "sessions sync"],
      ["example.sessions-sync.dry-run", "sessions sync --dry-run"],
      ["example.sessions-sync.to", "sessions sync --to beta"],
      ["example.sessions-sync.one", "sessions sync --thread 019f0a11-3c00-7a10-8a10-0000000000a1"],
    ],
  };

  readonly to: string | undefined = Option.String("--to", { description: text("option.to") });
  readonly threads: readonly string[] = Option.Array("--thread", [], { description: text("option.thread") });

  async execute(): Promise<ExitCode> {
    const { tool, home, to, threads } = this;
    const options = { ...readOperationOptions(this), tool, home, to, threads };
    const { runSync } = await import("../sessions/run-sync.ts");
    return runSync(this.context.session, options);
  }
}
