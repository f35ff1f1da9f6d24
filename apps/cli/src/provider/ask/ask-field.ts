import type { ProviderField } from "@zcf/contract";
import type { ProviderMessages } from "../../messages/provider-messages.ts";
import type { Prompts } from "./prompts.ts";

/** The value of a field, `null` for none; `now` is offered. */
export async function askField(
  { text, pick }: Prompts,
  texts: ProviderMessages["ask"],
  { id, required, values }: ProviderField,
  now = "",
): Promise<string | null> {
  if (values !== undefined && values.length > 0) {
    const choices = values.map((value) => ({ value }));
    return pick(texts.field(id), choices, now === "" ? values[0] : now);
  }
  const how = required ? { required: texts.required } : { placeholder: texts.optional };
  const value = await text(texts.field(id), { initial: now, ...how });
  return value === "" ? null : value;
}
