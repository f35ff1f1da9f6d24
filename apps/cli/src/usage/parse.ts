import type { ZcfCommand } from "../commands/command.ts";
import { LOCALES, parseLocale } from "../runtime/locale.ts";
import type { Session } from "../session.ts";
import { usageError } from "./cli-code.ts";
import { diagnose } from "./diagnose.ts";
import { createParser } from "./parser.ts";

/** The command that a line means. Throws a `SwitchError` of kind `usage` that says what is wrong with it. */
export function parse(argv: readonly string[], session: Session): ZcfCommand {
  const parser = createParser();
  const command = read();
  if (command.lang !== undefined && parseLocale(command.lang) === null)
    throw usageError("cli.bad-value", { option: "--lang", value: command.lang, allowed: LOCALES });
  return command;

  function read(): ZcfCommand {
    try {
      return parser.process({ input: [...argv], context: { session } }) as ZcfCommand;
    } catch (error) {
      throw diagnose(argv, parser) ?? error;
    }
  }
}
