import { Option } from "clipanion";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { OperationCommand } from "./operation-command.ts";

export class BackupRestoreCommand extends OperationCommand {
  static override readonly paths: string[][] = [["backup", "restore"]];
  static readonly help: CommandUsage = {
    description: "command.backup-restore",
    details: "details.backup-restore",
    takes: "ID",
    examples: [
      ["example.backup-restore.dry-run", "backup restore 20261123T062412345Z-48ce5821 --dry-run"],
      ["example.backup-restore", "backup restore 20261123T062412345Z-48ce5821"],
    ],
  };

  readonly id: string = Option.String({ required: true });
  readonly force: boolean = Option.Boolean("--force", false, { description: text("option.force") });

  async execute(): Promise<ExitCode> {
    const { id, force } = this;
    const options = { ...readOperationOptions(this), id, force };
    const { runBackupRestore } = await import("../backup/run-backup-restore.ts");
    return runBackupRestore(this.context.session, options);
  }
}
