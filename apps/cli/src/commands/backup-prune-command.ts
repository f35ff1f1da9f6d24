import { Option } from "clipanion";
import { readPruneOptions } from "../backup/prune-options.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class BackupPruneCommand extends StoreCommand {
  static override readonly paths: string[][] = [["backup", "prune"]];
  static readonly help: CommandUsage = {
    description: "command.backup-prune",
    details: "details.backup-prune",
    examples: [
      ["example.backup-prune.dry-run", "backup prune --keep 10 --dry-run"],
      ["example.backup-prune", "backup prune --max-bytes 100M"],
      ["example.backup-prune.earlier", "backup prune --earlier"],
    ],
  };

  readonly keep: string | undefined = Option.String("--keep", {
    description: text("option.keep-operations"),
  });
  readonly maxBytes: string | undefined = Option.String("--max-bytes", {
    description: text("option.max-bytes"),
  });
  readonly earlier: boolean = Option.Boolean("--earlier", false, { description: text("option.earlier") });
  readonly dryRun: boolean = Option.Boolean("-n,--dry-run", false, {
    description: text("option.prune-dry-run"),
  });
  readonly yes: boolean = Option.Boolean("-y,--yes", false, { description: text("option.yes") });

  async execute(): Promise<ExitCode> {
    const options = readPruneOptions(this);
    const { runBackupPrune } = await import("../backup/run-backup-prune.ts");
    return runBackupPrune(this.context.session, options);
  }
}
