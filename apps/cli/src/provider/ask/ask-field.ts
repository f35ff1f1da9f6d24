import type { ProviderChange, ProviderEntry, ProviderField } from "@zcf/contract";
import { type Asking, askUntil } from "./asking.ts";

interface About {
  readonly field: ProviderField;
  /** What is known so far. */
  readonly change: ProviderChange;
  /** The provider as it stands; `null` for a new one. */
  readonly entry: ProviderEntry | null;
}

/** The change with what is answered; the present value is offered. Where there is one word to choose, nothing is asked. */
export async function askField(asking: Asking, { field, change, entry }: About): Promise<ProviderChange> {
  const now = entry?.fields[field.id] ?? "";
  if (field.values?.length === 1) return change;
  const changed = (answer: string): ProviderChange => {
    if (answer === now) return change;
    return { ...change, fields: { ...change.fields, [field.id]: answer === "" ? null : answer } };
  };
  const ask = (refused: string | null): Promise<string> => askOnce(asking, field, refused ?? now);
  return changed(await askUntil(asking, ask, (answer) => asking.check(changed(answer))));
}

/** `""` for none. */
async function askOnce(
  { prompts: { pick, text }, session }: Asking,
  { id, required, values }: ProviderField,
  initial: string,
): Promise<string> {
  const texts = session.messages.ui.provider.ask;
  const label = texts.fields[id] ?? id;
  if (values !== undefined) {
    const unset = initial === "" && !required ? [{ value: "", label: texts.asItIs }] : [];
    return pick(label, [...unset, ...values.map((value) => ({ value }))], initial);
  }
  const how = required ? { required: texts.required } : { placeholder: texts.optional };
  return text(label, { initial, ...how });
}
