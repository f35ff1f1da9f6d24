import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import type { Session } from "../session.ts";

/** `zcf history`: operations that are over, the newest first. Writes nothing. */
export async function runHistory({ output, openSwitcher }: Session): Promise<ExitCode> {
  const switcher = await openSwitcher();
  let count = 0;
  for await (const entry of switcher.history()) {
    output.history(entry);
    count += 1;
  }
  output.historyEnd(count);
  return EXIT.done;
}
