import type { StoreAdapter } from "@zcf/contract";
import type { Session } from "../../session.ts";
import { openPrompts } from "./prompts.ts";

export async function askTool(
  session: Session,
  tools: readonly StoreAdapter[],
): Promise<StoreAdapter | null> {
  const { pick } = await openPrompts(session);
  const choices = tools.map(({ id, name }) => ({ value: id, label: name }));
  const chosen = await pick(session.messages.ui.provider.ask.tool, choices);
  return tools.find(({ id }) => id === chosen) ?? null;
}
