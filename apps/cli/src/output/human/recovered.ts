import type { Recovery } from "@zcf/core";
import type { Screen } from "./screen.ts";

/** How an earlier operation was ended, and what of it was left alone. */
export function recoveryLines(
  { messages }: Screen,
  { operation, state, foreign }: Recovery,
): readonly string[] {
  const texts = messages.ui.recovery;
  return [texts.state[state](operation), ...foreign.map((file) => `  ${texts.foreign(file)}`)];
}
