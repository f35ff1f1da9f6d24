import type { ProviderChange, ProviderField } from "@zcf/contract";
import type { ToolPreset } from "../find-preset.ts";
import { presetFields, presetsFor } from "../find-preset.ts";
import { keyPartOf } from "../key-part.ts";
import type { ChangeWish } from "../written-changes.ts";
import { askField } from "./ask-field.ts";
import { askKey } from "./ask-key.ts";
import { type Asker, type Asking, askUntil, openAsking } from "./asking.ts";

/** What options say of a provider that is to be added. */
export interface NewWish extends ChangeWish {
  readonly id: string | null;
  readonly preset: ToolPreset | null;
}

/** A new provider: what options leave open is asked, but for what a tool can do without. Each answer is looked at at once, but where options give id and key. */
export async function askNew(asker: Asker, wish: NewWish): Promise<ProviderChange> {
  const { check } = withoutCheck(asker, wish);
  const asking = await openAsking({ ...asker, check });
  if (wish.id !== null) await check({ change: "add", id: wish.id, fields: wish.fields });
  const preset = wish.preset ?? (isBare(wish) ? await askPreset(asking) : null);
  const id = wish.id ?? (await askId(asking, wish, preset));
  const fields = { ...presetFields(asker.adapter, preset, id), ...wish.fields };
  const keyStore = wish.keyStore ?? preset?.keyStore;
  const known: ProviderChange = { change: "add", id, fields };
  await check(known);
  const change = await askMissing(asking, known);
  return { ...change, ...(await keyOf(asking, { ...wish, keyStore }, change)) };
}

/** Options alone may say what is there already, just so; its plan then finds nothing to do, and refuses all else. */
function withoutCheck(asker: Asker, { id, key }: NewWish): Pick<Asker, "check"> {
  return id === null || key === null ? asker : { check: async () => {} };
}

function askId(asking: Asking, { fields }: NewWish, preset: ToolPreset | null): Promise<string> {
  const { prompts, session, check } = asking;
  const { id: question, required } = session.messages.ui.provider.ask;
  return askUntil<string>(
    asking,
    (refused) => prompts.text(question, { initial: refused ?? preset?.id ?? "", required }),
    (id) => check({ change: "add", id, fields }),
  );
}

async function askMissing(asking: Asking, known: ProviderChange): Promise<ProviderChange> {
  let change = known;
  for (const field of asking.adapter.manage?.fields ?? [])
    if (known.fields[field.id] === undefined && isAsked(field))
      change = await askField(asking, { field, change, entry: null });
  return change;
}

function keyOf(asking: Asking, wish: ChangeWish, change: ProviderChange): ReturnType<typeof askKey> {
  const { session, adapter } = asking;
  if (wish.key !== null) return keyPartOf(session.runtime, adapter, wish, null);
  const stores = adapter.manage?.keyStores ?? [];
  return askKey(asking, { stores, named: wish.keyStore, entry: null, change });
}

/** Nothing says yet which server it is. */
function isBare({ fields }: NewWish): boolean {
  return fields["base-url"] === undefined;
}

function isAsked({ id, required }: ProviderField): boolean {
  return required || id === "name" || id === "model";
}

const NONE = "";

async function askPreset({ session, prompts, adapter }: Asking): Promise<ToolPreset | null> {
  const presets = presetsFor(adapter);
  if (presets.length === 0) return null;
  const texts = session.messages.ui.provider.ask;
  const choices = presets.map(({ id, name, fields }) => ({
    value: id,
    label: name,
    hint: fields["base-url"] ?? "",
  }));
  const chosen = await prompts.pick(texts.preset(adapter.name), [
    { value: NONE, label: texts.noPreset },
    ...choices,
  ]);
  return presets.find(({ id }) => id === chosen) ?? null;
}
