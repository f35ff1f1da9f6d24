import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class BackupListCommand extends StoreCommand {
  static override readonly paths: string[][] = [["backup", "list"]];
  static readonly help: CommandUsage = {
    description: "command.backup-list",
    details: "details.backup-list",
    examples: [
      ["example.backup-list", "backup list"],
      ["example.backup-list.json", "backup list --json"],
    ],
  };

  async execute(): Promise<ExitCode> {
    const { tool, home } = this;
    const { runBackupList } = await import("../backup/run-backup-list.ts");
    return runBackupList(this.context.session, { tool, home });
  }
}
