import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import { readImportOptions } from "../import/import-options.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreOperationCommand } from "./store-operation-command.ts";

export class ImportCommand extends StoreOperationCommand {
  static override readonly paths: string[][] = [["import"], ["provider", "import"]];
  static readonly help: CommandUsage = {
    description: "command.import",
    details: "details.import",
    takes: "zcf|cc-switch|ccr|ccs|FILE",
    examples: [
      ["example.import.dry-run", "import cc-switch --dry-run"],
      ["example.import", "import cc-switch"],
      ["example.import.only", "import ccs --only glm --on-conflict replace"],
      ["example.import.file", "import providers.age"],
      ["example.import.from", "import zcf --from /mnt/c/Users/me"],
    ],
  };

  readonly source: string = Option.String({ required: true });
  readonly from: string | undefined = Option.String("--from", { description: text("option.from") });
  readonly only: string[] = Option.Array("--only", [], { description: text("option.import-only") });
  readonly onConflict: string | undefined = Option.String("--on-conflict", {
    description: text("option.on-conflict"),
  });
  readonly passphraseStdin: boolean = Option.Boolean("--passphrase-stdin", false, {
    description: text("option.passphrase-stdin"),
  });
  readonly passphraseEnv: string | undefined = Option.String("--passphrase-env", {
    description: text("option.passphrase-env"),
  });

  async execute(): Promise<ExitCode> {
    const options = readImportOptions(this);
    const { runImport } = await import("../import/run-import.ts");
    return runImport(this.context.session, options);
  }
}
