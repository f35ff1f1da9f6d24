import { Option } from "clipanion";
import { readSeconds } from "../apply/operation-options.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandUsage } from "./command.ts";
import { text } from "./command.ts";
import { StoreCommand } from "./store-command.ts";

export class ProviderTestCommand extends StoreCommand {
  static override readonly paths: string[][] = [["provider", "test"]];
  static readonly help: CommandUsage = {
    description: "command.provider-test",
    details: "details.provider-test",
    takes: "ID",
    examples: [
      ["example.provider-test", "provider test x"],
      ["example.provider-test.timeout", "provider test codex/x --timeout 60"],
    ],
  };

  readonly id: string = Option.String({ required: true });
  readonly timeout: string | undefined = Option.String("--timeout", { description: text("option.timeout") });

  async execute(): Promise<ExitCode> {
    const { id, tool, home } = this;
    const timeoutMs = readSeconds("--timeout", this.timeout);
    const { runProviderTest } = await import("../provider/run-provider-test.ts");
    return runProviderTest(this.context.session, { id, tool, home, timeoutMs });
  }
}
