import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { usualHomes } from "../stores/default-homes.ts";
import { pastOperations } from "./past-operation.ts";

/** `zcf history`: operations that are over, the newest first, `limit` of them at most. Writes nothing. */
export async function runHistory(session: Session, limit: number): Promise<ExitCode> {
  const { output, openSwitcher } = session;
  const switcher = await openSwitcher();
  await tellUnfinished(session, switcher);
  const usual = await usualHomes(session, switcher);
  let count = 0;
  for await (const past of pastOperations(switcher.history())) {
    output.history(past, { adapters: switcher.adapters, usual });
    count += 1;
    if (count === limit) break;
  }
  output.historyEnd(count);
  return EXIT.done;
}
