import type { ProviderChange, ProviderEntry, StoreAdapter } from "@zcf/contract";
import type { Session } from "../../session.ts";
import { askField } from "./ask-field.ts";
import { askKey } from "./ask-key.ts";
import { openPrompts } from "./prompts.ts";

/** Every field with its present value, then the key. What stays is not part of the change. */
export async function askEdit(
  session: Session,
  { manage }: StoreAdapter,
  entry: ProviderEntry,
): Promise<ProviderChange> {
  const texts = session.messages.ui.provider.ask;
  const prompts = await openPrompts(session);
  const fields: Record<string, string | null> = {};
  for (const field of manage?.fields ?? []) {
    const now = entry.fields[field.id];
    const value = await askField(prompts, texts, field, now);
    if (value !== (now ?? null)) fields[field.id] = value;
  }
  const key = await askKey(prompts, texts, { stores: manage?.keyStores ?? [], named: undefined, entry });
  return { change: "edit", id: entry.id, fields, ...key };
}
