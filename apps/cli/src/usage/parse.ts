import type { ZcfCommand } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import { LOCALES, parseLocale } from "../runtime/locale.ts";
import type { Session } from "../session.ts";
import { usageError } from "./cli-code.ts";
import { diagnose } from "./diagnose.ts";
import { findCommand } from "./find-command.ts";
import { createParser } from "./parser.ts";

/** The command that a line means. Throws a `SwitchError` of kind `usage` that says what is wrong with it. */
export function parse(argv: readonly string[], session: Session): ZcfCommand {
  const command = read(argv, session);
  if (command.lang !== undefined && parseLocale(command.lang) === null)
    throw usageError("cli.bad-value", { option: "--lang", value: command.lang, allowed: LOCALES });
  return command;
}

/** The command that seems to be named is tried alone first: to prepare all of them takes longer than all else here. */
function read(argv: readonly string[], session: Session): ZcfCommand {
  const named = findCommand(argv);
  const tries = named === null ? [commands] : [[named.command], commands];
  for (const known of tries) {
    try {
      return createParser(known).process({ input: [...argv], context: { session } }) as ZcfCommand;
    } catch {
      // The word may be the value of an option; what is wrong is told below.
    }
  }
  throw diagnose(argv, createParser());
}
