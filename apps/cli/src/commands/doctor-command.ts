import { Option } from "clipanion";
import { readOperationOptions } from "../apply/operation-options.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreOperationCommand } from "./store-operation-command.ts";

export class DoctorCommand extends StoreOperationCommand {
  static override readonly paths: string[][] = [["doctor"]];
  static readonly help: CommandUsage = {
    description: "command.doctor",
    details: "details.doctor",
    examples: [
      ["example.doctor", "doctor"],
      ["example.doctor.fix", "doctor --fix --dry-run"],
      ["example.doctor.one", "doctor --fix --check codex.config-open"],
      ["example.doctor.json", "doctor --tool codex --json"],
    ],
  };

  readonly fix: boolean = Option.Boolean("--fix", false, { description: text("option.fix") });
  readonly checks: readonly string[] = Option.Array("--check", [], { description: text("option.one-check") });
  readonly force: boolean = Option.Boolean("--force", false, { description: text("option.force") });

  async execute(): Promise<ExitCode> {
    const { tool, home, fix, checks, force } = this;
    const options = { ...readOperationOptions(this), tool, home, fix, checks, force };
    const { runDoctor } = await import("../doctor/run-doctor.ts");
    return runDoctor(this.context.session, options);
  }
}
