import type { ProviderChange, ProviderField, StoreAdapter } from "@zcf/contract";
import type { Session } from "../../session.ts";
import type { ToolPreset } from "../find-preset.ts";
import { presetFields, presetsFor } from "../find-preset.ts";
import { keyPartOf } from "../key-part.ts";
import type { ChangeWish } from "../written-changes.ts";
import { askField } from "./ask-field.ts";
import { askKey } from "./ask-key.ts";
import { openPrompts, type Prompts } from "./prompts.ts";

/** What options say of a provider that is to be added. */
export interface NewWish extends ChangeWish {
  readonly id: string | null;
  readonly preset: ToolPreset | null;
}

/** A new provider: what options leave open is asked, but for what a tool can do without. */
export async function askNew(
  session: Session,
  adapter: StoreAdapter,
  wish: NewWish,
): Promise<ProviderChange> {
  const texts = session.messages.ui.provider.ask;
  const prompts = await openPrompts(session);
  const asking = { session, prompts, adapter };
  const preset = wish.preset ?? (isBare(wish) ? await askPreset(asking) : null);
  const how = { initial: preset?.id ?? "", required: texts.required };
  const id = wish.id ?? (await prompts.text(texts.id, how));
  const said = { ...presetFields(adapter, preset, id), ...wish.fields };
  const fields = { ...said, ...(await askMissing(asking, said)) };
  const keyStore = wish.keyStore ?? preset?.keyStore;
  return { change: "add", id, fields, ...(await keyOf(asking, { ...wish, keyStore })) };
}

interface Asking {
  readonly session: Session;
  readonly prompts: Prompts;
  readonly adapter: StoreAdapter;
}

type Fields = ProviderChange["fields"];

async function askMissing({ session, prompts, adapter }: Asking, said: Fields): Promise<Fields> {
  const texts = session.messages.ui.provider.ask;
  const fields: Record<string, string> = {};
  for (const field of adapter.manage?.fields ?? []) {
    if (said[field.id] !== undefined || !isAsked(field)) continue;
    const value = await askField(prompts, texts, field);
    if (value !== null) fields[field.id] = value;
  }
  return fields;
}

function keyOf({ session, prompts, adapter }: Asking, wish: ChangeWish): ReturnType<typeof askKey> {
  if (wish.key !== null) return keyPartOf(session.runtime, adapter, wish, null);
  const stores = adapter.manage?.keyStores ?? [];
  const about = { stores, named: wish.keyStore, entry: null };
  return askKey(prompts, session.messages.ui.provider.ask, about);
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
