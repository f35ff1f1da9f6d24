import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import type { Session } from "../session.ts";

/** `zcf recover`: ends every operation that was interrupted. */
export async function runRecover({ output, openSwitcher, runtime }: Session): Promise<ExitCode> {
  const switcher = await openSwitcher((event) => {
    // What was recovered is the result here, and comes once.
    if (event.type !== "recovered") output.onEvent(event);
  });
  const recover = async (): Promise<void> => output.recovered(await switcher.recover());
  await runtime.interruptible(recover, () => output.stopping());
  return EXIT.done;
}
