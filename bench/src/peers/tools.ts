import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type InstalledPeers, THREADRIPPER, UPSTREAM } from "./install-peers.ts";

/** One of the programs that are put side by side. */
export interface Tool {
  readonly name: string;
  /** What has to be there before it is first run; not measured. */
  settle(user: string): void;
  /** What the user does by hand before the command; not measured. */
  before(home: string, target: string): void;
  command(home: string, target: string): readonly string[];
}

export function toolsOf(zcf: string, version: string, peers: InstalledPeers): readonly Tool[] {
  return [ours(zcf, version), upstream(peers.upstream), threadripper(peers.threadripper)];
}

function ours(main: string, version: string): Tool {
  return {
    name: `zcf ${version}`,
    settle: () => {},
    before: () => {},
    command: (home, target) => [
      process.execPath,
      main,
      "switch",
      target,
      "--tool",
      "codex",
      "--yes",
      "--home",
      home,
    ],
  };
}

function upstream(main: string): Tool {
  return {
    name: `upstream zcf ${UPSTREAM}`,
    settle: (user) => {
      const file = join(user, ".ufomiao/zcf/config.toml");
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, UPSTREAM_CONFIG);
    },
    before: () => {},
    command: (_, target) => [process.execPath, main, "config-switch", target, "-T", "codex"],
  };
}

/** It has no switch of its own: it makes sessions follow a `config.toml` that somebody has edited. */
function threadripper(program: string): Tool {
  return {
    name: `codex-threadripper ${THREADRIPPER}`,
    settle: () => {},
    before: (home, target) => {
      const file = join(home, "config.toml");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(/^model_provider = ".*"$/m, `model_provider = "${target}"`));
    },
    command: (home) => [program, "sync", "--codex-home", home],
  };
}

/** As it writes it when it has been set up; without, it asks for a language. */
const UPSTREAM_CONFIG = `version = "1.0.0"
lastUpdated = "2026-11-22T23:11:47.806Z"

[general]
preferredLang = "en"
templateLang = "en"
currentTool = "codex"

[claudeCode]
enabled = false
outputStyles = ["engineer-professional"]
defaultOutputStyle = "engineer-professional"
installType = "global"

[codex]
enabled = true
systemPromptStyle = "engineer-professional"
`;
