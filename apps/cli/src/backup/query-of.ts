import type { StoreQuery, Switcher } from "@zcf/core";
import type { Session } from "../session.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";

/** The stores that are meant: all tools unless one is named. */
export function queryOf(
  { runtime }: Session,
  { adapters }: Switcher,
  { tool, home }: StoreOptions,
): StoreQuery {
  const named = tool === undefined ? {} : { tools: [pickTool(adapters, tool).id] };
  return { ...named, ...pickHome(runtime, home) };
}
