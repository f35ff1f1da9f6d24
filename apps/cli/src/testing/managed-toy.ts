import type {
  FileEdit,
  FilePath,
  Goal,
  Plan,
  ProviderChange,
  ProviderEntry,
  ProviderRequest,
  Store,
  StoreAdapter,
  View,
} from "@zcf/contract";
import { CONTRACT, SwitchError } from "@zcf/contract";

/** What the toy's file holds: providers by id. */
interface Stored {
  readonly fields: Readonly<Record<string, string>>;
  readonly store: string;
  /** A key, or the name of a variable. */
  readonly key: string | null;
}

type Providers = Readonly<Record<string, Stored>>;

/** A tool whose providers are a JSON file, `<home>/<id>.json`; it can be there more than once, under several ids. */
export function managedToy(id = "toy"): StoreAdapter {
  return {
    contract: CONTRACT,
    id,
    aliases: [`${id}-alias`],
    name: `The ${id}`,
    groups: [{ id: "config", stage: "required" }],
    locate: async (environment, view, home) => locate(id, view, home ?? `${environment.home}/${id}`),
    inspect: async () => ({ current: null, targets: [], drift: [], notices: [], sessions: null }),
    plan: (store, view, goal) => plan(store, view, goal),
    manage: {
      fields: [
        { id: "base-url", required: true },
        { id: "name", required: false },
        { id: "model", required: false },
        { id: "wire-api", required: false, values: ["responses", "messages"] },
      ],
      keyStores: [
        { id: "inline", takes: "key" },
        { id: "variable", takes: "name" },
        { id: "program", takes: "key", program: "a-program-of-nobody" },
        { id: "none", takes: "nothing" },
      ],
      list: async (store, view) => Object.entries((await read(store, view)).providers).map(entryOf),
      key: async (store, view, provider) => {
        const found = requireStored((await read(store, view)).providers, provider);
        return found.store === "inline" ? found.key : null;
      },
      probe: async (store, view, provider, key) =>
        probeOf(requireStored((await read(store, view)).providers, provider), key),
    },
  };
}

/** The list of models; where there is none, an answer of the provider's model. */
function probeOf({ fields }: Stored, key: string | null): ProviderRequest | null {
  const { model, "base-url": baseUrl } = fields;
  if (baseUrl === undefined) return null;
  const headers: ProviderRequest["headers"] = key === null ? {} : { authorization: `Bearer ${key}` };
  const common = { headers, variables: { "x-extra": "X_EXTRA" } };
  const list = { method: "GET", url: `${baseUrl}/models`, body: null, ...common } as const;
  if (model === undefined) return list;
  const body = JSON.stringify({ model });
  return { ...list, otherwise: { method: "POST", url: `${baseUrl}/answers`, body, ...common } };
}

async function locate(adapter: string, view: View, home: string): Promise<readonly Store[]> {
  const root = view.path(home);
  if ((await view.stat(root)) === null)
    throw new SwitchError({ kind: "environment", code: "home-missing", params: { tool: adapter, home } });
  const snapshot = { exclude: [], history: [], databases: [] };
  return [{ adapter, home: root, readRoots: [root], writeRoots: [root], variables: {}, snapshot }];
}

interface Read {
  readonly file: FilePath;
  readonly content: Uint8Array | null;
  readonly providers: Providers;
}

async function read({ adapter, home }: Store, view: View): Promise<Read> {
  const file = view.path(home, `${adapter}.json`);
  if ((await view.stat(file)) === null) return { file, content: null, providers: {} };
  const content = await view.read(file);
  return { file, content, providers: JSON.parse(Buffer.from(content).toString("utf8")) as Providers };
}

function entryOf([id, { fields, store, key }]: readonly [string, Stored]): ProviderEntry {
  return {
    id,
    fields,
    keyStore: store === "none" ? null : store,
    ...(store === "variable" && key !== null ? { keyName: key } : {}),
    hasKey: store === "inline" && key !== null,
    current: id === "current",
    problems: [],
  };
}

function requireStored(providers: Providers, id: string): Stored {
  const found = providers[id];
  if (found !== undefined) return found;
  throw new SwitchError({ kind: "usage", code: "toy.unknown-target", params: { target: id } });
}

async function plan(store: Store, view: View, goal: Goal): Promise<Plan> {
  const none = { locks: [], remember: [], notices: [], units: async function* () {} };
  if (goal.kind !== "providers") return { ...none, required: [], secrets: [] };
  const { file, content, providers } = await read(store, view);
  const after = goal.changes.reduce(changed, providers);
  const secrets = Object.values({ ...providers, ...after }).flatMap(({ key }) => (key === null ? [] : [key]));
  const text = Buffer.from(`${JSON.stringify(after, null, 2)}\n`);
  const isSame = JSON.stringify(after) === JSON.stringify(providers);
  return { ...none, secrets, required: isSame ? [] : [editOf(view, file, content, text)] };
}

function editOf(view: View, file: FilePath, content: Uint8Array | null, text: Uint8Array): FileEdit {
  const common = { group: "config", file, sensitive: true } as const;
  if (content === null) return { ...common, kind: "create", content: text, mode: 0o600 };
  const hunks = [{ offset: 0, before: content, after: text }];
  return { ...common, kind: "patch", base: view.digest(content), hunks };
}

function changed(providers: Providers, change: ProviderChange): Providers {
  const { id, copyId = id, key } = change;
  if (change.change === "remove")
    return Object.fromEntries(Object.entries(providers).filter(([one]) => one !== id));
  const now = change.change === "add" ? null : requireStored(providers, id);
  const fields = Object.entries({ ...now?.fields, ...change.fields }).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  );
  const store = change.keyStore ?? now?.store ?? "inline";
  return {
    ...providers,
    [copyId]: { fields: Object.fromEntries(fields), store, key: key ?? now?.key ?? null },
  };
}
