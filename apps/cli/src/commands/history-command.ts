import { Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import { usageError } from "../usage/cli-code.ts";
import type { CommandUsage } from "./command.ts";
import { text, ZcfCommand } from "./command.ts";

export class HistoryCommand extends ZcfCommand {
  static override readonly paths: string[][] = [["history"]];
  static readonly help: CommandUsage = {
    description: "command.history",
    details: "details.history",
    examples: [
      ["example.history", "history"],
      ["example.history.limit", "history --limit 5"],
      ["example.history.json", "history --json"],
    ],
  };

  readonly limit: string | undefined = Option.String("-n,--limit", { description: text("option.limit") });

  async execute(): Promise<ExitCode> {
    const limit = readLimit(this.limit);
    const { runHistory } = await import("../history/run-history.ts");
    return runHistory(this.context.session, limit);
  }
}

/** Throws `cli.bad-count` (usage). */
function readLimit(value: string | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw usageError("cli.bad-count", { option: "--limit", value });
}
