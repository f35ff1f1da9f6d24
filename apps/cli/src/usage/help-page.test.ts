import { describe, expect, test } from "vitest";
import { commands } from "../commands/index.ts";
import { KeyCommand } from "../commands/key-command.ts";
import { ProviderAddCommand } from "../commands/provider-add-command.ts";
import { en } from "../messages/en.ts";
import { zhCN } from "../messages/zh-CN.ts";
import { PRESETS } from "../provider/presets.ts";
import { createStyle } from "../runtime/style.ts";
import { widthOf } from "../runtime/text-width.ts";
import type { Session } from "../session.ts";
import { helpPage } from "./help-page.ts";
import { createParser } from "./parser.ts";
import { requestedHelp } from "./requested-help.ts";

const look = { style: createStyle(false), columns: null };

describe.each([
  ["en", en],
  ["zh-CN", zhCN],
])("%s", (_, { help }) => {
  test.each(commands.map((command) => [command.paths.join(", "), command] as const))(
    "zcf %s --help",
    (_, command) => {
      const page = helpPage(command, help, look);
      expect(page).not.toContain("undefined");
      expect(page.toLowerCase()).toContain(help[command.help.description].toLowerCase());
      // The result of `key` is the key and nothing else.
      if (command !== KeyCommand) expect(page).toContain(`--json`);
      for (const [what, line] of command.help.examples) {
        expect(page).toContain(`zcf ${line}`);
        expect(page).toContain(help[what]);
      }
    },
  );

  test.each([60, 80, 120])("no line is wider than %i columns", (columns) => {
    const pages = (["all", ...commands] as const).map((topic) => helpPage(topic, help, { ...look, columns }));
    const lines = pages.join("").split("\n");
    // What is to be typed stays whole.
    const prose = lines.filter((line) => !/^( {2}zcf|Usage|用法)/.test(line));
    expect(prose.filter((line) => widthOf(line) > columns)).toEqual([]);
  });

  test("the page of a group names the commands that begin so, and no other", () => {
    const page = helpPage({ group: "provider" }, help, look);
    for (const { paths, help: about } of commands) {
      const isOf = paths.some(([first]) => first === "provider");
      if (isOf) expect(page).toContain(help[about.description]);
      else expect(page).not.toContain(`  ${paths.join(", ")} `);
    }
  });

  test("zcf provider add --help names every preset", () => {
    const page = helpPage(ProviderAddCommand, help, look);
    for (const { id, name } of PRESETS) expect(page.replaceAll(/ +/g, " ")).toContain(` ${id} ${name} (`);
  });

  test("the overview names every command", () => {
    const page = helpPage("all", help, look);
    for (const { paths } of commands) for (const [name = ""] of paths) expect(page).toContain(name);
  });
});

test("every example is a line that is understood", () => {
  const parser = createParser();
  const lines = commands.flatMap(({ help }) => help.examples.map(([, line]) => line.split(" ")));
  for (const line of lines)
    expect(
      () => parser.process({ input: line, context: { session: {} as Session } }),
      line.join(" "),
    ).not.toThrow();
});

test.each([
  [[], "all"],
  [["--help"], "all"],
  [["help"], "all"],
  [["-h"], "all"],
  [["--help", "--lang", "zh-CN"], "all"],
  [["--lang", "zh-CN"], "all"],
  [["--lang", "zh-CN", "help"], "all"],
])("%o asks for all", (argv, topic) => {
  expect(requestedHelp(argv)).toBe(topic);
});

test("help for one command, in each spelling", () => {
  for (const line of ["help switch", "switch --help", "switch beta -h"])
    expect(requestedHelp(line.split(" "))).toBe(commands[0]);
});

test("a line that only talks about --help after --", () => {
  expect(requestedHelp(["switch", "--", "--help"])).toBeNull();
});

test("help for a command that is not there", () => {
  expect(() => requestedHelp(["help", "swich"])).toThrow(
    expect.objectContaining({ code: "cli.unknown-command" }),
  );
});
