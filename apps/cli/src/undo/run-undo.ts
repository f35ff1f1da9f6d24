import type { Recovery, Switcher } from "@zcf/core";
import { requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { settleFirst } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { homesOf, namedOperation } from "../stores/named-operation.ts";
import { queryOf } from "../stores/query-of.ts";
import type { UndoOptions } from "./undo-options.ts";
import { findUndone } from "./undone.ts";

/** `zcf undo`: takes an operation back, the newest one unless one is named. */
export async function runUndo(session: Session, options: UndoOptions): Promise<ExitCode> {
  requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const { only, force, exact } = options;
  const where = queryOf(session, switcher, options);
  const named = options.id === undefined ? null : await namedOperation(switcher, options.id);
  const id = named?.id ?? options.id;
  for (const query of named === null ? [where] : homesOf(named)) {
    const recovered = await settleFirst({ session, switcher, options }, query);
    if (!(await wasMeant(switcher, recovered, id))) continue;
    session.output.recoveredInstead(recovered);
    return EXIT.done;
  }
  const groups = only === undefined ? {} : { only };
  const operation = await switcher.plan({ undo: id ?? "last", ...groups, ...where, force, exact });
  const undone = await findUndone(switcher, operation);
  return runOperation({ session, switcher, options, undone }, operation);
}

/** Recovery has just taken back what was to be undone; who wants the newest undone does not mean the one before. */
async function wasMeant(
  switcher: Switcher,
  recovered: readonly Recovery[],
  id: string | undefined,
): Promise<boolean> {
  const back = recovered.filter(({ state }) => state === "rolled-back").map(({ operation }) => operation);
  if (back.length === 0 || id !== undefined) return id !== undefined && back.includes(id);
  for await (const newest of switcher.history()) return back.includes(newest.id);
  return false;
}
