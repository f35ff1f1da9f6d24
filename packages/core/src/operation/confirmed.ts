import type { Context } from "../context.ts";
import type { ApplyOptions } from "../switcher.ts";
import type { Operation } from "./operation.ts";

export async function confirmed(
  context: Context,
  operation: Operation,
  options: ApplyOptions,
): Promise<boolean> {
  context.report({ type: "phase", phase: "confirm" });
  return (await options.confirm?.(operation)) ?? true;
}
