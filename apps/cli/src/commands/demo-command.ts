import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text, ZcfCommand } from "./command.ts";

export class DemoCommand extends ZcfCommand {
  static override readonly paths: string[][] = [["demo"]];
  static readonly help: CommandUsage = {
    description: "command.demo",
    details: "details.demo",
    examples: [
      ["example.demo", "demo"],
      ["example.demo.keep", "demo --keep"],
    ],
  };

  readonly keep: boolean = Option.Boolean("--keep", false, { description: text("option.keep") });

  async execute(): Promise<ExitCode> {
    const { runDemo } = await import("../demo/run-demo.ts");
    return runDemo(this.context.session, { keep: this.keep, json: this.json });
  }
}
