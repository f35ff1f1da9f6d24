import type { CommandClass } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import type { HelpKey } from "../messages/help-key.ts";
import type { Style } from "../runtime/style.ts";
import { wrap } from "../runtime/wrap.ts";
import type { OptionForm } from "./parser.ts";
import { createParser, optionsOf } from "./parser.ts";
import type { HelpTopic } from "./requested-help.ts";

/** What stands for an option's value. */
const VALUES: Readonly<Record<string, string>> = {
  "--tool": "TOOL",
  "--home": "DIR",
  "--lang": "en|zh-CN",
  "--backup": "STRATEGY",
  "--sessions": "sync|off|shared",
  "--to": "TARGET",
  "--thread": "ID",
  "--wait": "SECONDS",
  "--only": "GROUP",
  "--limit": "N",
  "--keep": "N",
  "--max-bytes": "BYTES",
  "--preset": "ID",
  "--base-url": "URL",
  "--set": "FIELD=VALUE",
  "--unset": "FIELD",
  "--key-store": "STORE",
  "--key-env": "NAME",
  "--key-file": "FILE",
  "--key-name": "NAME",
  "--timeout": "SECONDS",
};

/** By the description of an option whose name means something else elsewhere. */
const OTHER_VALUES: Readonly<Record<string, string>> = { "option.import-only": "ID" };

type Texts = Readonly<Record<HelpKey, string>>;

/** How a page looks. */
export interface Look {
  readonly style: Style;
  /** Of the terminal; `null` where lines may be as long as they are. */
  readonly columns: number | null;
}

export function helpPage(topic: HelpTopic, texts: Texts, look: Look): string {
  const lines = topic === "all" ? overview(texts, look) : commandPage(topic, texts, look);
  return `${lines.join("\n")}\n`;
}

function overview(texts: Texts, { style, columns }: Look): readonly string[] {
  const entries = [
    ...commands.map(({ paths, help }) => ({ name: namesOf(paths), what: texts[help.description] })),
    { name: "--version", what: texts["command.version"] },
    { name: "--help", what: texts["command.help"] },
  ];
  return [
    ...prose(texts.intro, columns),
    "",
    style.strong(texts["heading.commands"]),
    ...pairs(
      entries.map(({ name, what }) => [name, what]),
      columns,
    ),
    "",
    ...prose(texts.more, columns),
  ];
}

function commandPage(command: CommandClass, texts: Texts, { style, columns }: Look): readonly string[] {
  const { description, details, examples, takes = "" } = command.help;
  const parser = createParser();
  const usage = ["zcf", namesOf(command.paths), takes, `[${texts["heading.options"]}]`];
  return [
    `${style.strong(texts["heading.usage"])}  ${usage.filter((part) => part !== "").join(" ")}`,
    "",
    ...prose(capitalised(texts[description]), columns),
    ...(details === undefined ? [] : prose(texts[details], columns)),
    "",
    style.strong(texts["heading.options"]),
    ...pairs(
      optionsOf(parser, command).map((option) => optionRow(option, texts)),
      columns,
    ),
    "",
    style.strong(texts["heading.examples"]),
    ...pairs(
      examples.map(([what, line]) => [`zcf ${line}`, texts[what]]),
      columns,
    ),
  ];
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function namesOf(paths: readonly (readonly string[])[]): string {
  return paths.map((path) => path.join(" ")).join(", ");
}

function optionRow({ names, takesValue, description }: OptionForm, texts: Texts): readonly [string, string] {
  const key = description.trim();
  const common = names.map((name) => VALUES[name]).find((text) => text !== undefined);
  const value = OTHER_VALUES[key] ?? common ?? "VALUE";
  return [`${names.join(", ")}${takesValue ? ` ${value}` : ""}`, texts[key as HelpKey]];
}

function prose(text: string, columns: number | null): readonly string[] {
  return columns === null ? [text] : wrap(text, columns);
}

/** Less room than this for what stands to the right, and it goes below. */
const NARROW = 24;

function pairs(rows: readonly (readonly [string, string])[], columns: number | null): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  const isNarrow = columns !== null && columns - width - 4 < NARROW;
  const indent = isNarrow ? "      " : " ".repeat(width + 4);
  return rows.flatMap(([left, right]) => {
    if (isNarrow) return [`  ${left}`, ...wrap(`${indent}${right}`, columns, indent)];
    const line = `  ${left.padEnd(width)}  ${right}`;
    return columns === null ? [line] : wrap(line, columns, indent);
  });
}
