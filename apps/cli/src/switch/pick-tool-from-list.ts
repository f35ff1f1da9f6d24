import type { StoreAdapter } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Session } from "../session.ts";

/** Lets somebody pick a tool on the terminal. Throws `cancelled` when they leave. */
export async function pickToolFromList(
  { runtime, messages }: Session,
  tools: readonly StoreAdapter[],
): Promise<StoreAdapter> {
  const { isCancel, select } = await import("@clack/prompts");
  const chosen = await select({
    message: messages.ui.choose.tool,
    input: runtime.terminal.input,
    output: runtime.terminal.prompt,
    options: tools.map(({ id, name }) => ({ value: id, label: name })),
  });
  const tool = isCancel(chosen) ? undefined : tools.find(({ id }) => id === chosen);
  if (tool === undefined) throw new SwitchError({ kind: "cancelled", code: "cancelled" });
  return tool;
}
