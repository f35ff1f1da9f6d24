import type { CliCode } from "../../usage/cli-code.ts";
import type { CodeText } from "../messages.ts";

export const cliCodes: Readonly<Record<CliCode, CodeText>> = {
  "cli.unknown-command": {
    what: 'There is no command "{command}".[[ Did you mean {closest}?]]',
    next: "zcf --help shows all commands.",
  },
  "cli.unknown-option": {
    what: 'There is no option "{option}" of zcf {command}.[[ Did you mean {closest}?]]',
    next: "zcf {command} --help shows its options.",
  },
  "cli.option-needs-value": {
    what: 'The option "{option}" needs a value.',
    next: "Write it after the option: {option} VALUE.",
  },
  "cli.option-takes-no-value": {
    what: 'The option "{option}" takes no value.',
    next: "Write {option} alone.",
  },
  "cli.bad-value": {
    what: '"{value}" is not a value of {option}.',
    next: "Use {allowed}.",
  },
  "cli.bad-seconds": {
    what: '"{value}" is not a value of {option}.',
    next: "Use a number of seconds, such as 2.5.",
  },
  "cli.bad-count": {
    what: '"{value}" is not a value of {option}.',
    next: "Use a whole number from 1 on, such as 10.",
  },
  "cli.too-many-arguments": {
    what: 'zcf {command} does not know what to do with "{argument}".',
    next: "zcf {command} --help shows what it takes.",
  },
  "cli.needs-argument": {
    what: "{argument} is missing after zcf {command}.",
    next: "zcf {command} --help shows what it takes.",
  },
  "cli.syntax": {
    what: "This cannot be understood: zcf {input}",
    next: "zcf --help shows all commands.",
  },
  "cli.which-tool": {
    what: "There is more than one tool to choose from.",
    next: "Name it with --tool: {known}.",
  },
  "cli.no-tool-has": {
    what: "No tool has a provider called {target}.",
    next: "zcf list shows them all.",
  },
  "cli.not-together": {
    what: "{option} and {other} exclude each other.",
    next: "Leave one of them out.",
  },
  "cli.all-needs-target": {
    what: "--all needs the name of a provider.",
    next: "Name it, for example zcf switch official --all.",
  },
  "cli.no-target": {
    what: "No target is named, and there is no terminal to ask on.",
    next: "Name it: zcf switch TARGET --yes. zcf list shows them all.",
  },
  "cli.no-targets": {
    what: "{tool} has no providers to choose from in {home}.",
    next: "Add a [model_providers.NAME] table to its configuration first.",
  },
  "cli.no-confirmation": {
    what: "zcf asks before it writes, and there is no terminal to ask on.",
    next: "Use --yes to go on without being asked, or --dry-run to see what would change.",
  },
  "cli.json-needs-yes": {
    what: "--json does not ask questions.",
    next: "Use it with --yes to go on without being asked, or with --dry-run to see what would change.",
  },
};
