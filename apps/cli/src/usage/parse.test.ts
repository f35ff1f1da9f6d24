import { describe, expect, test } from "vitest";
import { ConfigSwitchCommand } from "../commands/config-switch-command.ts";
import { SwitchCommand } from "../commands/switch-command.ts";
import type { Session } from "../session.ts";
import { parse } from "./parse.ts";

// Parsing passes the session on and looks at nothing in it.
const session = {} as Session;

function parseSwitch(line: string): SwitchCommand {
  const command = parse(line.split(" "), session);
  if (!(command instanceof SwitchCommand)) throw new Error(`${line} is no switch`);
  return command;
}

describe("a line that is understood", () => {
  test.each([
    ["switch beta", { target: "beta", tool: undefined, yes: false, dryRun: false }],
    ["switch beta --tool codex --yes", { target: "beta", tool: "codex", yes: true }],
    ["switch -t cx beta -y -n", { target: "beta", tool: "cx", yes: true, dryRun: true }],
    ["switch -", { target: "-" }],
    ["switch -- -odd", { target: "-odd" }],
    [
      "switch --sessions=off --backup none --wait 2.5 --strict --force --json official",
      { target: "official" },
    ],
    ["switch", { target: undefined }],
    ["config-switch beta -T codex", { target: "beta", tool: "codex", list: false }],
    ["cs beta --code-type cx", { target: "beta", tool: "cx" }],
    ["--json cs --list", { json: true, list: true }],
    ["cs --list -t codex", { target: undefined, tool: "codex", list: true }],
  ])("%s", (line, expected) => {
    expect(parseSwitch(line)).toMatchObject(expected);
  });

  test("upstream's spelling is a switch", () => {
    expect(parseSwitch("cs beta")).toBeInstanceOf(ConfigSwitchCommand);
  });
});

describe("sessions", () => {
  test.each([
    ["sessions list", { all: false, json: false }],
    ["sessions list -a --json --home /h", { all: true, json: true, home: "/h" }],
    ["sessions sync", { to: undefined, threads: [], yes: false }],
    ["sessions sync --to beta --thread a --thread b -y", { to: "beta", threads: ["a", "b"], yes: true }],
    ["sessions restore a --thread b c", { threads: ["b"], ids: ["a", "c"] }],
  ])("%s", (line, expected) => {
    expect(parse(line.split(" "), session)).toMatchObject(expected);
  });
});

describe("a line that is not", () => {
  test.each([
    ["swich beta", "cli.unknown-command", { command: "swich", closest: ["switch"] }],
    ["sessions restor", "cli.unknown-command", { command: "sessions restor", closest: ["sessions restore"] }],
    [
      "sessions",
      "cli.unknown-command",
      { command: "sessions", closest: ["sessions list", "sessions sync", "sessions restore"] },
    ],
    ["sessions snc", "cli.unknown-command", { command: "sessions snc", closest: ["sessions sync"] }],
    ["sessions sync beta", "cli.too-many-arguments", { command: "sessions sync", argument: "beta" }],
    ["backup restore --yes", "cli.needs-argument", { command: "backup restore", argument: "ID" }],
    ["backup restore a --home b", "cli.unknown-option", { option: "--home" }],
    ["sessions sync --thread", "cli.option-needs-value", { option: "--thread" }],
    ["sessions list --yes", "cli.unknown-option", { option: "--yes", command: "sessions list" }],
    ["sessions restore --ys", "cli.unknown-option", { option: "--ys", command: "sessions restore" }],
    ["frobnicate", "cli.unknown-command", { command: "frobnicate", closest: [] }],
    ["switch beta --dryrun", "cli.unknown-option", { option: "--dryrun", closest: ["--dry-run"] }],
    ["switch beta -q", "cli.unknown-option", { option: "-q", command: "switch" }],
    ["switch --tool", "cli.option-needs-value", { option: "--tool" }],
    ["switch beta --wait --yes", "cli.option-needs-value", { option: "--wait" }],
    ["switch beta --yes=1", "cli.option-takes-no-value", { option: "--yes" }],
    ["switch beta gamma", "cli.too-many-arguments", { command: "switch", argument: "gamma" }],
    ["list beta", "cli.too-many-arguments", { command: "list", argument: "beta" }],
    ["--yes", "cli.syntax", { input: "--yes" }],
    ["--yes list", "cli.unknown-option", { option: "--yes", command: "list" }],
    ["switch beta --lang fr", "cli.bad-value", { option: "--lang", value: "fr", allowed: ["en", "zh-CN"] }],
  ])("%s", (line, code, params) => {
    expect(() => parse(line.split(" "), session)).toThrow(
      expect.objectContaining({ kind: "usage", code, params: expect.objectContaining(params) as unknown }),
    );
  });
});

test("a value that is spelled like a command is a value", () => {
  expect(parseSwitch("--home list switch beta")).toMatchObject({ home: "list", target: "beta" });
  expect(parseSwitch("--home switch switch beta")).toMatchObject({ home: "switch", target: "beta" });
});
