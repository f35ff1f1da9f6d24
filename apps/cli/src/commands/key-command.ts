import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class KeyCommand extends StoreCommand {
  static override readonly paths: string[][] = [["key"]];
  static readonly help: CommandUsage = {
    description: "command.key",
    details: "details.key",
    takes: "TOOL/ID",
    examples: [["example.key", "key codex/x"]],
  };

  static readonly resultOnly = true;

  /** Its result is the key and nothing else. */
  override readonly json: boolean = false;
  readonly id: string = Option.String({ required: true });
  readonly force: boolean = Option.Boolean("--force", false, { description: text("option.key-force") });

  async execute(): Promise<ExitCode> {
    const { runKey } = await import("../provider/run-key.ts");
    return runKey(this.context.session, this);
  }
}
