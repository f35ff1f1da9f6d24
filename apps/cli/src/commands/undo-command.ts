import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import { readUndoOptions } from "../undo/undo-options.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreOperationCommand } from "./store-operation-command.ts";

export class UndoCommand extends StoreOperationCommand {
  static override readonly paths: string[][] = [["undo"]];
  static readonly help: CommandUsage = {
    description: "command.undo",
    details: "details.undo",
    takes: "[ID]",
    examples: [
      ["example.undo", "undo"],
      ["example.undo.dry-run", "undo --dry-run"],
      ["example.undo.id", "undo 20261123T062412345Z-48ce5821"],
      ["example.undo.only", "undo --only config,auth"],
    ],
  };

  readonly id: string | undefined = Option.String({ required: false });
  readonly only: readonly string[] = Option.Array("--only", [], { description: text("option.only") });
  readonly force: boolean = Option.Boolean("--force", false, { description: text("option.force") });

  readonly exact: boolean = Option.Boolean("--exact", false, { description: text("option.exact") });

  async execute(): Promise<ExitCode> {
    const options = readUndoOptions(this);
    const { runUndo } = await import("../undo/run-undo.ts");
    return runUndo(this.context.session, options);
  }
}
