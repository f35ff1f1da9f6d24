import type { KeyStore, ProviderChange, ProviderEntry } from "@zcf/contract";
import type { ProviderMessages } from "../../messages/provider-messages.ts";
import { requireKey } from "../read-key.ts";
import { type Asking, askUntil } from "./asking.ts";
import type { Prompts } from "./prompts.ts";

type KeyPart = Pick<ProviderChange, "keyStore" | "key">;

interface About {
  readonly stores: readonly KeyStore[];
  /** What options named. */
  readonly named: string | undefined;
  /** The provider as it stands; `null` for a new one. */
  readonly entry: ProviderEntry | null;
  /** What else is known of the change. */
  readonly change: ProviderChange;
}

/** Where the key is to be kept, and the key. Nothing typed leaves it as it is. */
export async function askKey(asking: Asking, { stores, named, entry, change }: About): Promise<KeyPart> {
  const { prompts, session, check } = asking;
  const texts = session.messages.ui.provider.ask;
  const now = presentStore(stores, entry);
  const id = named ?? (stores.length > 1 ? await askStore(prompts, texts, stores, now) : now);
  const store = stores.find((one) => one.id === id);
  if (store === undefined) return {};
  const keyStore = entry !== null && id === now ? {} : { keyStore: store.id };
  if (store.takes === "nothing") return keyStore;
  const partOf = (key: string): KeyPart => {
    if (key !== "") return { ...keyStore, key: requireKey(key, store.id) };
    return entry === null ? withoutKey(stores, keyStore) : keyStore;
  };
  const ask = (): Promise<string> => askFor(prompts, texts, store, entry);
  return partOf(await askUntil(asking, ask, async (key) => check({ ...change, ...partOf(key) })));
}

/** Of a new provider the tool's first one; `AS_IT_IS` for a credential that is in none of them. */
function presentStore(stores: readonly KeyStore[], entry: ProviderEntry | null): string {
  const present =
    entry === null
      ? stores[0]
      : stores.find(
          ({ id, takes }) => id === entry.keyStore || (entry.keyStore === null && takes === "nothing"),
        );
  return present?.id ?? AS_IT_IS;
}

/** No id of a store. */
const AS_IT_IS = "";

/** Nothing was given for a new provider: it does without, where its tool has a word for that. */
function withoutKey(stores: readonly KeyStore[], keyStore: KeyPart): KeyPart {
  const none = stores.find(({ takes }) => takes === "nothing");
  return none === undefined ? keyStore : { keyStore: none.id };
}

async function askStore(
  { pick }: Prompts,
  texts: ProviderMessages["ask"],
  stores: readonly KeyStore[],
  now: string,
): Promise<string> {
  const choices = stores.map(({ id, takes }) => ({
    value: id,
    hint: texts.knownStores[id] ?? texts.stores[takes],
  }));
  const asItIs = now === AS_IT_IS ? [{ value: AS_IT_IS, label: texts.asItIs }] : [];
  return pick(texts.keyStore, [...asItIs, ...choices], now);
}

/** What is there already is kept by nothing being typed, a name by its being offered. */
function askFor(
  { secret, text }: Prompts,
  texts: ProviderMessages["ask"],
  { id, takes }: KeyStore,
  entry: ProviderEntry | null,
): Promise<string> {
  if (takes === "key") return secret(texts.key(entry?.hasKey === true));
  const name = id === entry?.keyStore ? entry.keyName : undefined;
  return text(texts.keyName, name === undefined ? {} : { initial: name });
}
