import { type Finished, run } from "../child.ts";
import { expectExit } from "../expectations.ts";
import { zcfCommand } from "../zcf.ts";
import type { ClaudeHome, Exports } from "./claude-home.ts";

const ZCF_TIMEOUT_MS = 60_000;

/** Any `zcf` command on Claude Code in this home, unattended, to its end. */
export function zcfClaude(
  home: ClaudeHome,
  args: readonly string[],
  exported: Exports = {},
): Promise<Finished> {
  const command = zcfCommand(home, ...args, "--tool", "claude-code", "--yes");
  return run({ ...command, env: { ...home.env, ...exported }, timeoutMs: ZCF_TIMEOUT_MS });
}

/** `zcf switch <target> --tool claude-code`, which must succeed. */
export async function switchTo(home: ClaudeHome, target: string, exported?: Exports): Promise<void> {
  expectExit(await zcfClaude(home, ["switch", target], exported), 0);
}

/** `zcf undo`, which must succeed. */
export async function undo(home: ClaudeHome): Promise<void> {
  expectExit(await zcfClaude(home, ["undo"]), 0);
}
