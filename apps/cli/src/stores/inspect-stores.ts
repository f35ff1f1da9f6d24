import type { StoreAdapter } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Inspected } from "../output/output.ts";
import type { Session } from "../session.ts";
import { queryOf } from "./query-of.ts";

export interface StoreOptions {
  readonly tool: string | undefined;
  readonly home: string | undefined;
}

/** How the stores that are meant stand; all tools unless one is named. */
export async function inspectStores(
  session: Session,
  switcher: Switcher,
  { tool, home, detail }: StoreOptions & { readonly detail: "targets" | "full" },
): Promise<readonly Inspected[]> {
  const found = await switcher.inspect(queryOf(session, switcher, { tool, home }), detail);
  return found.flatMap(({ tool: id, store, state }) => {
    const adapter = switcher.adapters.find((one: StoreAdapter) => one.id === id);
    return adapter === undefined ? [] : [{ adapter, store, state }];
  });
}
