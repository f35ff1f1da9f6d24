import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import { readExportOptions } from "../export/export-options.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class ProviderExportCommand extends StoreCommand {
  static override readonly paths: string[][] = [["provider", "export"]];
  static readonly help: CommandUsage = {
    description: "command.provider-export",
    details: "details.provider-export",
    takes: "[ID…]",
    examples: [
      ["example.provider-export", "provider export -o providers.json"],
      ["example.provider-export.keys", "provider export --with-keys -o providers.age"],
      ["example.provider-export.one", "provider export codex/beta"],
    ],
  };

  readonly ids: string[] = Option.Rest();
  readonly withKeys: boolean = Option.Boolean("--with-keys", false, {
    description: text("option.with-keys"),
  });
  readonly output: string | undefined = Option.String("-o,--output", { description: text("option.output") });
  readonly force: boolean = Option.Boolean("--force", false, { description: text("option.export-force") });
  readonly passphraseStdin: boolean = Option.Boolean("--passphrase-stdin", false, {
    description: text("option.passphrase-stdin"),
  });
  readonly passphraseEnv: string | undefined = Option.String("--passphrase-env", {
    description: text("option.passphrase-env"),
  });

  async execute(): Promise<ExitCode> {
    const options = readExportOptions(this);
    const { runExport } = await import("../export/run-export.ts");
    return runExport(this.context.session, options);
  }
}
