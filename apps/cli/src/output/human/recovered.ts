import type { Recovery } from "@zcf/core";
import type { Screen } from "./screen.ts";

/** Every operation that was ended, or that there was none. */
export function recovered(screen: Screen, recoveries: readonly Recovery[]): void {
  if (recoveries.length === 0) screen.out(screen.messages.ui.recovery.none);
  for (const line of recoveries.flatMap((one) => recoveryLines(screen, one))) screen.out(line);
}

/** It took back what was to be undone. */
export function recoveredInstead(screen: Screen): void {
  screen.out(screen.messages.ui.recovery.insteadOfUndo);
}

/** How an earlier operation was ended, and what of it was left alone. */
export function recoveryLines(
  { messages }: Screen,
  { operation, state, foreign }: Recovery,
): readonly string[] {
  const texts = messages.ui.recovery;
  return [texts.state[state](operation), ...foreign.map((file) => `  ${texts.foreign(file)}`)];
}
