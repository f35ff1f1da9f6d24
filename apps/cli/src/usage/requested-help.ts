import type { CommandClass } from "../commands/command.ts";
import { unknownCommand } from "./diagnose.ts";
import { findCommand, groupOf } from "./find-command.ts";
import { withoutLocale } from "./requested-locale.ts";

/** What help is about: one command, those that begin with a word, or all of them. */
export type HelpTopic = CommandClass | { readonly group: string } | "all";

/** `null` when no help is asked for; a line without any word asks for it. */
export function requestedHelp(argv: readonly string[]): HelpTopic | null {
  const end = argv.indexOf("--");
  const words = withoutLocale(end < 0 ? argv : argv.slice(0, end));
  const isAsked =
    words.length === 0 || words[0] === "help" || words.includes("--help") || words.includes("-h");
  if (!isAsked) return null;
  const rest = words.filter((word) => word !== "help");
  const found = findCommand(rest);
  if (found !== null) return found.command;
  const [first, ...others] = rest.filter((word) => !word.startsWith("-"));
  if (first === undefined) return "all";
  if (others.length === 0 && groupOf(first).length > 0) return { group: first };
  throw unknownCommand(rest);
}
