import type { CommandClass } from "../commands/command.ts";
import { commands } from "../commands/index.ts";
import type { HelpKey } from "../messages/help-key.ts";
import type { Style } from "../runtime/style.ts";
import { wrap } from "../runtime/wrap.ts";
import { groupOf } from "./find-command.ts";
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
  return `${linesOf(topic, texts, look).join("\n")}\n`;
}

function linesOf(topic: HelpTopic, texts: Texts, look: Look): readonly string[] {
  if (topic === "all") return overview(texts, look);
  return "group" in topic ? groupPage(topic.group, texts, look) : commandPage(topic, texts, look);
}

function overview(texts: Texts, look: Look): readonly string[] {
  const rows: readonly Row[] = [
    ...commandRows(commands, texts),
    ["--version", texts["command.version"]],
    ["--help", texts["command.help"]],
  ];
  return [...prose(texts.intro, look.columns), "", ...commandList(rows, texts, look)];
}

function groupPage(group: string, texts: Texts, look: Look): readonly string[] {
  const usage = `${look.style.strong(texts["heading.usage"])}  zcf ${group} …`;
  return [usage, "", ...commandList(commandRows(groupOf(group), texts), texts, look)];
}

type Row = readonly [left: string, right: string];

function commandRows(some: readonly CommandClass[], texts: Texts): readonly Row[] {
  return some.map(({ paths, help }) => [namesOf(paths), texts[help.description]]);
}

function commandList(rows: readonly Row[], texts: Texts, { style, columns }: Look): readonly string[] {
  const heading = style.strong(texts["heading.commands"]);
  return [heading, ...pairs(rows, columns), "", ...prose(texts.more, columns)];
}

function commandPage(command: CommandClass, texts: Texts, { style, columns }: Look): readonly string[] {
  const { description, details, examples, takes = "", words } = command.help;
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
    ...(words === undefined ? [] : ["", style.strong(texts[words.heading]), ...pairs(words.rows, columns)]),
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

function optionRow({ names, takesValue, description }: OptionForm, texts: Texts): Row {
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

function pairs(rows: readonly Row[], columns: number | null): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  const isNarrow = columns !== null && columns - width - 4 < NARROW;
  const indent = isNarrow ? "      " : " ".repeat(width + 4);
  return rows.flatMap(([left, right]) => {
    if (isNarrow) return [`  ${left}`, ...wrap(`${indent}${right}`, columns, indent)];
    const line = `  ${left.padEnd(width)}  ${right}`;
    return columns === null ? [line] : wrap(line, columns, indent);
  });
}
