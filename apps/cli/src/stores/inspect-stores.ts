import type { StoreAdapter } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Inspected } from "../output/output.ts";
import type { Session } from "../session.ts";
import { pickHome } from "./pick-home.ts";
import { pickTool } from "./pick-tool.ts";

export interface StoreOptions {
  readonly tool: string | undefined;
  readonly home: string | undefined;
}

/** How the stores that are meant stand; all tools unless one is named. */
export async function inspectStores(
  { runtime }: Session,
  switcher: Switcher,
  { tool, home, detail }: StoreOptions & { readonly detail: "targets" | "full" },
): Promise<readonly Inspected[]> {
  const named = tool === undefined ? {} : { tools: [pickTool(switcher.adapters, tool).id] };
  const found = await switcher.inspect({ ...named, ...pickHome(runtime, home) }, detail);
  return found.flatMap(({ tool: id, store, state }) => {
    const adapter = switcher.adapters.find((one: StoreAdapter) => one.id === id);
    return adapter === undefined ? [] : [{ adapter, store, state }];
  });
}
