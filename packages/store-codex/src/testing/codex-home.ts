import type { FileEdit, Json, Memory, Plan, State, Store, SwitchGoal, View } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";
import { inspect } from "../inspect.ts";
import { locate } from "../locate.ts";
import { plan } from "../plan.ts";

/** What a test brings along, because only tests may touch the disk. */
export interface Tools {
  readonly withTemporaryDirectory: <T>(use: (directory: string) => Promise<T>) => Promise<T>;
  readonly viewOf: (options: {
    readonly roots?: readonly string[];
    readonly ledger?: ReadonlyMap<string, Json>;
  }) => Promise<View>;
  readonly mkdir: (path: string, options: { readonly recursive: true }) => Promise<unknown>;
  readonly writeFile: (path: string, content: Uint8Array | string) => Promise<void>;
  readonly rm: (path: string) => Promise<void>;
}

/** Files by their path in the home, as text; `../etc/codex/…` stands for the system-wide ones. */
export type Files = Readonly<Record<string, string>>;

export interface HomeOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** Replaces what the view says, e.g. of processes. */
  readonly see?: Partial<View>;
}

/** A Codex home on the real disk that can be switched without core. */
export interface CodexHome {
  readonly store: Store;
  readonly ledger: ReadonlyMap<string, Json>;
  readonly view: View;
  read(name: string): Promise<string | null>;
  write(name: string, content: string): Promise<void>;
  remove(name: string): Promise<void>;
  plan(target: string, goal?: Partial<SwitchGoal>): Promise<Plan>;
  inspect(): Promise<State>;
  /** Plans, writes and remembers, as core does. */
  switchTo(target: string, goal?: Partial<SwitchGoal>): Promise<Plan>;
}

type Use<T> = (home: CodexHome) => Promise<T>;

/** Makes the function that runs with a new home. */
export function homeOpener(
  tools: Tools,
): <T>(files: Files, use: Use<T>, options?: HomeOptions) => Promise<T> {
  return (files, use, options = {}) =>
    tools.withTemporaryDirectory(async (directory) => {
      const home = `${directory}/home`;
      await tools.mkdir(home, { recursive: true });
      for (const [name, text] of Object.entries(files)) await writeText(tools, `${home}/${name}`, text);
      return use(await openHome(tools, home, options));
    });
}

/** A file of the home as JSON; `null` when it is not there. */
export async function readJsonFile(home: CodexHome, name = "auth.json"): Promise<unknown> {
  const text = await home.read(name);
  return text === null ? null : JSON.parse(text);
}

async function openHome(tools: Tools, home: string, options: HomeOptions): Promise<CodexHome> {
  const ledger = new Map<string, Json>();
  const view = { ...(await tools.viewOf({ ledger })), ...options.see };
  const store = await storeOf(view, home, options);
  const planTo = (target: string, goal: Partial<SwitchGoal> = {}): Promise<Plan> =>
    plan(store, view, { kind: "switch", target, sessions: "off", force: false, ...goal });
  return {
    store,
    ledger,
    view,
    read: (name) => readText(view, `${home}/${name}`),
    write: (name, content) => writeText(tools, `${home}/${name}`, content),
    remove: (name) => tools.rm(`${home}/${name}`),
    plan: planTo,
    inspect: () => inspect(store, view, "full"),
    switchTo: async (target, goal) => {
      const planned = await planTo(target, goal);
      for (const edit of planned.required) await write(tools, view, edit);
      for (const memory of planned.remember) remember(ledger, memory);
      return planned;
    },
  };
}

// The machine's own /etc/codex plays no part: the test's own stands for it.
async function storeOf(view: View, home: string, options: HomeOptions): Promise<Store> {
  const environment = {
    home: `${home}/user`,
    platform: "other",
    variables: options.variables ?? {},
  } as const;
  const [store] = await locate(environment, view, home);
  if (store === undefined) throw new Error("no store");
  const system = view.path(home, "../etc/codex");
  return { ...store, readRoots: [...store.readRoots, system] };
}

async function readText(view: View, path: string): Promise<string | null> {
  const file = view.path(path);
  if ((await view.stat(file)) === null) return null;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await view.read(file));
}

async function writeText(tools: Tools, path: string, text: string): Promise<void> {
  await tools.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  await tools.writeFile(path, text);
}

async function write(tools: Tools, view: View, edit: FileEdit): Promise<void> {
  if (edit.kind === "remove") return tools.rm(edit.file);
  if (edit.kind === "create") return tools.writeFile(edit.file, edit.content);
  return tools.writeFile(edit.file, applyHunks(await view.read(edit.file), edit.hunks));
}

function remember(ledger: Map<string, Json>, { key, value, write: how }: Memory): void {
  if (how === "replace" || !ledger.has(key)) ledger.set(key, value);
}
