import type { CommandClass } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import type { HelpKey } from "../messages/help-key.ts";
import type { Style } from "../runtime/style.ts";
import type { OptionForm } from "./parser.ts";
import { createParser, optionsOf } from "./parser.ts";
import type { HelpTopic } from "./requested-help.ts";

/** What stands for an option's value. */
const VALUES: Readonly<Record<string, string>> = {
  "--tool": "TOOL",
  "--home": "DIR",
  "--lang": "en|zh-CN",
  "--backup": "STRATEGY",
  "--sessions": "sync|off",
  "--wait": "SECONDS",
};

type Texts = Readonly<Record<HelpKey, string>>;

export function helpPage(topic: HelpTopic, texts: Texts, style: Style): string {
  const lines = topic === "all" ? overview(texts, style) : commandPage(topic, texts, style);
  return `${lines.join("\n")}\n`;
}

function overview(texts: Texts, style: Style): readonly string[] {
  const entries = [
    ...commands.map(({ paths, help }) => ({ name: namesOf(paths), what: texts[help.description] })),
    { name: "--version", what: texts["command.version"] },
    { name: "--help", what: texts["command.help"] },
  ];
  return [
    texts.intro,
    "",
    style.strong(texts["heading.commands"]),
    ...columns(entries.map(({ name, what }) => [name, what])),
    "",
    texts.more,
  ];
}

function commandPage(command: CommandClass, texts: Texts, style: Style): readonly string[] {
  const { description, details, examples, takes = "" } = command.help;
  const parser = createParser();
  const usage = ["zcf", namesOf(command.paths), takes, `[${texts["heading.options"]}]`];
  return [
    `${style.strong(texts["heading.usage"])}  ${usage.filter((part) => part !== "").join(" ")}`,
    "",
    capitalised(texts[description]),
    ...(details === undefined ? [] : [texts[details]]),
    "",
    style.strong(texts["heading.options"]),
    ...columns(optionsOf(parser, command).map((option) => optionRow(option, texts))),
    "",
    style.strong(texts["heading.examples"]),
    ...columns(examples.map(([what, line]) => [`zcf ${line}`, texts[what]])),
  ];
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function namesOf(paths: readonly (readonly string[])[]): string {
  return paths.map((path) => path.join(" ")).join(", ");
}

function optionRow({ names, takesValue, description }: OptionForm, texts: Texts): readonly [string, string] {
  const value = names.map((name) => VALUES[name]).find((text) => text !== undefined) ?? "VALUE";
  return [`${names.join(", ")}${takesValue ? ` ${value}` : ""}`, texts[description.trim() as HelpKey]];
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
