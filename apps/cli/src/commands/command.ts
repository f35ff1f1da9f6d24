import type { BaseContext, Usage } from "clipanion";
import { Command, Option } from "clipanion";
import type { ExitCode } from "../exit-code.ts";
import type { HelpKey } from "../messages/help-key.ts";
import type { Session } from "../session.ts";

export interface CommandContext extends BaseContext {
  readonly session: Session;
}

/** What `--help` says of a command; text stands in the catalogues. */
export interface CommandUsage {
  readonly description: HelpKey;
  readonly details?: HelpKey;
  /** What may follow it, besides options. */
  readonly takes?: string;
  /** What it is good for, and how it is written after `zcf`. */
  readonly examples: readonly (readonly [HelpKey, string])[];
  /** Words that it knows, each with what it stands for. */
  readonly words?: { readonly heading: HelpKey; readonly rows: readonly (readonly [string, string])[] };
}

export interface CommandClass {
  new (): ZcfCommand;
  readonly paths: string[][];
  readonly help: CommandUsage;
  /** Who runs it takes stdout for its result: whatever is wrong is told on stderr, and the exit code is 1. */
  readonly resultOnly?: true;
}

/** Every command takes these two; what it does is loaded when it is executed. */
export abstract class ZcfCommand extends Command<CommandContext> {
  /** Clipanion tells the options of a command only when there is a usage; the texts themselves are in `help`. */
  static override readonly usage: Usage = {};

  readonly json: boolean = Option.Boolean("--json", false, { description: text("option.json") });
  readonly lang: string | undefined = Option.String("--lang", { description: text("option.lang") });

  abstract override execute(): Promise<ExitCode>;
}

/** Marks a text that clipanion passes on: the help page looks it up. */
export function text(key: HelpKey): HelpKey {
  return key;
}
