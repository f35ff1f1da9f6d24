import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { inspectStores } from "../stores/inspect-stores.ts";

/** `zcf list`: what can be switched to. Writes nothing. */
export async function runList(session: Session, { tool, home }: StoreOptions): Promise<ExitCode> {
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  session.output.list(await inspectStores(session, switcher, { tool, home, detail: "targets" }));
  return EXIT.done;
}
