import type { State } from "@zcf/contract";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { currentProblems } from "../output/problems.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { inspectStores } from "../stores/inspect-stores.ts";

export interface StatusOptions extends StoreOptions {
  readonly check: boolean;
}

/** Nothing disagrees, and the tool can use what it is set to. */
function isWell(state: State): boolean {
  return state.drift.length + currentProblems(state).length === 0;
}

/** `zcf status`: what is in use, whether it agrees, and what is unfinished. Writes nothing. */
export async function runStatus(session: Session, { tool, home, check }: StatusOptions): Promise<ExitCode> {
  const switcher = await session.openSwitcher();
  const unfinished = await tellUnfinished(session, switcher);
  session.output.readingBegins();
  const found = await inspectStores(session, switcher, { tool, home, detail: "full" });
  session.output.status(found);
  if (!check) return EXIT.done;
  if (unfinished.length > 0) return EXIT.unfinished;
  return found.every(({ state }) => isWell(state)) ? EXIT.done : EXIT.drift;
}
