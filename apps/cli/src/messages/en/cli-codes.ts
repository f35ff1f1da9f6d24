import type { CliCode } from "../../usage/cli-code.ts";
import type { CodeText } from "../messages.ts";
import { importCliCodes } from "./import-cli-codes.ts";

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
  "cli.only-with": {
    what: "{option} says nothing without {other}.",
    next: "Add {other}, or leave {option} out.",
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
    next: "Add one first: zcf provider add.",
  },
  "cli.key-argument": {
    what: "A key is never an argument: other users of this machine could see it, and shells keep it in their history.",
    next: "Leave it out and be asked, or use --key-stdin, --key-file FILE or --key-env NAME.",
  },
  "cli.key-sources": {
    what: "A key can come from one place only.",
    next: "Use one of --key-stdin, --key-file, --key-env and --key-name.",
  },
  "cli.key-blank": {
    what: "There is no key: what {option} gives is empty.",
    next: "Check where it comes from.",
  },
  "cli.key-malformed": {
    what: "What {option} gives is no key: it has white space, line breaks or characters that no header can hold.",
    next: "Give the key alone, on one line.",
  },
  "cli.key-env-missing": {
    what: "The variable {variable} is not set.",
    next: "Set and export it, or use another way to give the key.",
  },
  "cli.key-stdin-terminal": {
    what: "--key-stdin reads from a pipe, and this is a terminal, which would show the key.",
    next: "Leave the option out and be asked, or pipe the key in.",
  },
  "cli.key-not-taken": {
    what: 'The key store "{store}" takes no key.',
    next: "Leave the key out, or name another one with --key-store.",
  },
  "cli.key-name-wanted": {
    what: 'The key store "{store}" takes the name of a place where the key is already, not the key.',
    next: "Give the name with --key-name NAME.",
  },
  "cli.key-name-not-taken": {
    what: 'The key store "{store}" takes the key itself, not the name of a place.',
    next: "Give the key with --key-stdin, --key-file FILE or --key-env NAME.",
  },
  "cli.bad-set": {
    what: "--set takes the name of a field and its value.",
    next: "Write --set FIELD=VALUE.",
  },
  "cli.field-twice": {
    what: "The field {field} is given more than once.",
    next: "Give it once, or take it away with --unset.",
  },
  "cli.unknown-preset": {
    what: 'There is no preset called "{preset}" for {tool}.[[ Did you mean {closest}?]]',
    next: "Known for {tool}: {known}.",
  },
  "cli.unknown-provider": {
    what: '{tool} has no provider called "{provider}".[[ Did you mean {closest}?]]',
    next: "zcf provider list shows them all.",
  },
  "cli.no-provider-id": {
    what: "No provider is named, and there is no terminal to ask on.",
    next: "Name it: zcf provider add ID --base-url URL.",
  },
  "cli.no-changes": {
    what: 'Nothing is named that should change in "{provider}", and there is no terminal to ask on.',
    next: "zcf provider edit --help shows what can be set.",
  },
  "cli.no-probe": {
    what: '{tool} knows of no request that would test "{provider}".',
    next: "Use it in {tool} and see.",
  },
  "cli.key-terminal": {
    what: "This would show the key on the terminal.",
    next: "Pipe it on, or use --force to see it.",
  },
  "cli.no-key": {
    what: '"{provider}" of {tool} has no key.',
    next: "Give it one: zcf provider edit {named} --key-stdin.",
  },
  "cli.key-variable-unset": {
    what: '"{provider}" of {tool} takes its key from the variable {variable}, which is not set here.',
    next: "Set and export {variable} where you start {tool}, and try again there.",
  },
  "cli.key-elsewhere": {
    what: 'The key of "{provider}" comes from a program of its own, which {tool} runs and zcf does not.',
    next: "Run that program yourself to see whether it prints a key, or try the provider in {tool}.",
  },
  "cli.program-missing": {
    what: 'With the key store "{store}" the tool runs {program} for the key, and there is no {program} on the PATH here.',
    next: "Put it on the PATH that the tool has, or choose another --key-store.",
  },
  "cli.no-base-url": {
    what: '"{provider}" of {tool} has no base URL, so there is no server that could be asked.',
    next: "Give it one: zcf provider edit {named} --base-url URL.",
  },
  ...importCliCodes,
  "cli.unknown-check": {
    what: 'There is no check called "{check}".[[ Did you mean {closest}?]]',
    next: "docs/checks.md lists them all; zcf doctor shows those that have something to say.",
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
