import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Picture, takePicture, viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type {
  Environment,
  Notice,
  ProviderChange,
  ProviderEntry,
  ProviderRequest,
  Store,
  View,
} from "@zcf/contract";
import {
  createSwitcher,
  nodeDisk,
  type Operation,
  type Report,
  type Request,
  type Switcher,
} from "@zcf/core";
import { codex } from "../../adapter.ts";
import { locate } from "../../locate.ts";
import { listProviders } from "../list-providers.ts";
import { probe } from "../probe.ts";
import { providerKey } from "../provider-key.ts";

/** A change, as little of it as matters. */
export type Change = Pick<ProviderChange, "change" | "id"> & Partial<ProviderChange>;

/** A home of real files whose providers are changed through core. */
export interface ProviderHome {
  readonly home: string;
  readonly plan: (...changes: readonly Change[]) => Promise<Operation>;
  readonly change: (...changes: readonly Change[]) => Promise<Report>;
  /** The same, in spite of what can be forced. */
  readonly force: (...changes: readonly Change[]) => Promise<Report>;
  readonly run: (request: Partial<Request>) => Promise<Report>;
  readonly switcher: Switcher;
  readonly notices: (...changes: readonly Change[]) => Promise<readonly string[]>;
  readonly list: () => Promise<readonly ProviderEntry[]>;
  readonly key: (id: string) => Promise<string | null>;
  readonly probe: (id: string) => Promise<ProviderRequest | null>;
  readonly read: (name: string) => Promise<string | null>;
  readonly json: (name: string) => Promise<unknown>;
  readonly write: (name: string, content: string) => Promise<void>;
  readonly mode: (name: string) => Promise<number>;
  readonly picture: () => Promise<Picture>;
  /** The ledger is lost. */
  readonly forget: () => Promise<void>;
  /** In which files of the home a text stands. */
  readonly places: (text: string) => Promise<readonly string[]>;
}

export interface ProviderHomeOptions {
  readonly variables?: Readonly<Record<string, string>>;
}

/** Makes a home of these files (mode 0644, `auth.json` 0600), for as long as it is used. */
export async function withProviderHome<T>(
  files: Readonly<Record<string, string>>,
  use: (home: ProviderHome) => Promise<T>,
  { variables = {} }: ProviderHomeOptions = {},
): Promise<T> {
  return withTemporaryDirectory(async (root) => {
    const home = join(root, "home");
    await mkdir(home);
    for (const [name, content] of Object.entries(files)) {
      await put(join(home, name), content);
      await chmod(join(home, name), name === "auth.json" ? 0o600 : 0o644);
    }
    const environment = {
      home: root,
      platform: "linux",
      variables: { CODEX_HOME: home, ...variables },
    } as const;
    return use({ home, ...changing(root, environment), ...asking(environment), ...(await looking(home)) });
  });
}

function changing(
  root: string,
  environment: Environment,
): Pick<ProviderHome, "plan" | "change" | "force" | "run" | "switcher" | "notices" | "forget"> {
  const switcher = createSwitcher({ adapters: [codex()], environment, stateHome: join(root, "zcf") });
  const plan = async (request: Partial<Request>): Promise<Operation> =>
    switcher.plan({ tools: ["codex"], ...request } as Request);
  const run = async (request: Partial<Request>): Promise<Report> => switcher.apply(await plan(request));
  return {
    plan: async (...changes) => plan(goalOf(changes)),
    change: async (...changes) => run(goalOf(changes)),
    force: async (...changes) => run({ ...goalOf(changes), force: true }),
    run,
    switcher,
    notices: async (...changes) => codesIn(await plan(goalOf(changes))),
    forget: () => rm(join(root, "zcf", "ledger"), { recursive: true }),
  };
}

function asking(environment: Environment): Pick<ProviderHome, "list" | "key" | "probe"> {
  const ask = async <R>(question: (store: Store, view: View) => Promise<R>): Promise<R> => {
    const view = await viewOf({});
    const [store] = await locate(environment, view);
    if (store === undefined) throw new Error("no store");
    return question(store, view);
  };
  return {
    list: async () => ask(listProviders),
    key: async (id) => ask(async (store, view) => providerKey(store, view, id)),
    probe: async (id) =>
      ask(async (store, view) => probe(store, view, id, await providerKey(store, view, id))),
  };
}

async function looking(
  home: string,
): Promise<Pick<ProviderHome, "read" | "json" | "write" | "mode" | "picture" | "places">> {
  const disk = await nodeDisk();
  const read = async (name: string): Promise<string | null> =>
    readFile(join(home, name), "utf8").catch(() => null);
  return {
    read,
    json: async (name) => JSON.parse((await read(name)) ?? "null") as unknown,
    write: async (name, content) => put(join(home, name), content),
    mode: async (name) => (await stat(join(home, name))).mode & 0o777,
    picture: async () => takePicture(disk, home, { ignore: (name) => name.endsWith(".lock") }),
    places: async (text) => placesOf(home, text),
  };
}

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function goalOf(changes: readonly Change[]): { readonly providers: readonly ProviderChange[] } {
  return { providers: changes.map((change) => ({ fields: {}, ...change })) };
}

function codesIn({ stores }: Operation): readonly string[] {
  return stores.flatMap(({ plan }) => plan.notices.map(({ code }: Notice) => code));
}

async function placesOf(home: string, text: string): Promise<readonly string[]> {
  const names = (await readdir(home, { withFileTypes: true }))
    .filter((one) => one.isFile())
    .map(({ name }) => name);
  const found = await Promise.all(
    names.map(async (name) => {
      const times = (await readFile(join(home, name), "utf8")).split(text).length - 1;
      return times === 0 ? [] : [times === 1 ? name : `${name} ×${times}`];
    }),
  );
  return found.flat().toSorted();
}
