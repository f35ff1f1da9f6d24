import type { StoreQuery, Switcher } from "@zcf/core";
import type { Session } from "../session.ts";
import type { StoreOptions } from "./inspect-stores.ts";
import { pickHome } from "./pick-home.ts";
import { pickTool } from "./pick-tool.ts";

/** The stores that are meant: all tools unless one is named. Throws a usage error for a tool that is not there. */
export function queryOf(
  { runtime }: Pick<Session, "runtime">,
  { adapters }: Pick<Switcher, "adapters">,
  { tool, home }: StoreOptions,
): StoreQuery {
  const named = tool === undefined ? {} : { tools: [pickTool(adapters, tool).id] };
  return { ...named, ...pickHome(runtime, home) };
}
