import type { ProviderField } from "@zcf/contract";
import type { ProviderMessages } from "../../messages/provider-messages.ts";
import type { Prompts } from "./prompts.ts";

/** The value of a field, `null` for none; `now` is offered. Where there is one word to choose, nothing is asked. */
export async function askField(
  { text, pick }: Prompts,
  texts: ProviderMessages["ask"],
  { id, required, values }: ProviderField,
  now = "",
): Promise<string | null> {
  if (values !== undefined) {
    if (values.length === 1) return now === "" ? null : now;
    const unset = now === "" && !required ? [{ value: "", label: texts.asItIs }] : [];
    const chosen = await pick(texts.field(id), [...unset, ...values.map((value) => ({ value }))], now);
    return chosen === "" ? null : chosen;
  }
  const how = required ? { required: texts.required } : { placeholder: texts.optional };
  const value = await text(texts.field(id), { initial: now, ...how });
  return value === "" ? null : value;
}
