import { onTestFinished } from "vitest";
import { type CodexHome, type CodexHomeOptions, openCodexHome } from "./codex-home.ts";

/** A private home for the running test, closed and removed when the test ends, however it ends. */
export async function codexHomeForTest(options: CodexHomeOptions): Promise<CodexHome> {
  const home = await openCodexHome(options);
  onTestFinished(() => home.close());
  return home;
}
