import { expect, onTestFinished } from "vitest";
import { type ClaudeHome, openClaudeHome } from "./claude-home.ts";

// An interactive start looks for its plugins there whatever is switched off; the gate refuses it.
const KNOWN_STRANGERS = ["github.com:443"];

/**
 * A private home for the running test, closed and removed when the test ends, however it ends. The test fails when
 * Claude Code asked the gate for a name that nobody has noted yet.
 */
export async function claudeHomeForTest(
  version: string,
  providers: readonly string[] = ["alpha", "beta"],
): Promise<ClaudeHome> {
  const home = await openClaudeHome(version, providers);
  onTestFinished(async () => {
    await home.close();
    expect(home.gate.refused.filter((name) => !KNOWN_STRANGERS.includes(name))).toEqual([]);
  });
  return home;
}
