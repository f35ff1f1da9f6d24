import { Option } from "clipanion";
import { text, ZcfCommand } from "./command.ts";

/** A command that writes, after it was agreed to. */
export abstract class OperationCommand extends ZcfCommand {
  readonly dryRun: boolean = Option.Boolean("-n,--dry-run", false, { description: text("option.dry-run") });
  readonly yes: boolean = Option.Boolean("-y,--yes", false, { description: text("option.yes") });
  readonly backup: string | undefined = Option.String("--backup", { description: text("option.backup") });
  readonly strict: boolean = Option.Boolean("--strict", false, { description: text("option.strict") });
  readonly wait: string | undefined = Option.String("--wait", { description: text("option.wait") });
}
