import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import type { Session } from "../session.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { queryOf } from "../stores/query-of.ts";
import { endUnfinished, WAIT_MS } from "./settle-first.ts";

export interface RecoverCommandOptions extends StoreOptions {
  readonly abandon: boolean;
  readonly waitMs: number | undefined;
}

/** `zcf recover`: ends every operation that was interrupted, or those of one home. */
export async function runRecover(session: Session, options: RecoverCommandOptions): Promise<ExitCode> {
  const { output, openSwitcher } = session;
  const { abandon, waitMs = WAIT_MS } = options;
  const switcher = await openSwitcher((event) => {
    // What was recovered is the result here, and comes once.
    if (event.type !== "recovered") output.onEvent(event);
  });
  const { recovered } = await endUnfinished(session, switcher, {
    ...queryOf(session, switcher, options),
    waitMs,
    abandon,
  });
  output.recovered(recovered);
  return EXIT.done;
}
