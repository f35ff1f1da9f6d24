import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { none, selective, snapshot } from "@zcf/backup";
import type { Environment, Goal, Json, Plan, Process, ProcessQuery, State, Store, View } from "@zcf/contract";
import { createSwitcher, type Disk, nodeDisk, type Report, type Switcher, type UndoRequest } from "@zcf/core";
import { claudeCode } from "../adapter.ts";

/** Files by their path below the user's home directory. */
export type Files = Readonly<Record<string, string>>;

export const SETTINGS = ".claude/settings.json";
export const STATE = ".claude.json";
export const PROFILES = ".ufomiao/zcf/config.toml";
export const LOCK = ".claude.json.lock";

export const GLM_KEY = "glm-secret-0123456789-abcdefghijklmnop";
export const KIMI_KEY = "sk-kimi-0123456789-zyxwvutsrqponmlk";

/** Two profiles, as upstream writes them: one for each header. */
export const TWO_PROFILES: string = `version = "1.0.0"

[claudeCode]
enabled = true
currentProfile = "" # none

[claudeCode.profiles.glm]
name = "GLM"
authType = "auth_token"
apiKey = "${GLM_KEY}"
baseUrl = "https://glm.example/api/anthropic"
primaryModel = "glm-4.6"
defaultHaikuModel = "glm-4.5-air"

[claudeCode.profiles.kimi]
name = "Kimi"
authType = "api_key"
apiKey = "${KIMI_KEY}"
baseUrl = "https://kimi.example/anthropic"
`;

export interface HomeOptions {
  readonly variables?: Readonly<Record<string, string>>;
  readonly platform?: Environment["platform"];
  /** Sessions that are made out to be running. */
  readonly processes?: readonly Process[];
}

/** A user's home directory on the real disk. */
export interface ClaudeHome {
  /** The user's home directory. */
  readonly root: string;
  /** As a process would start with it; `processes` are those that are made out to be running. */
  processes: readonly Process[];
  variables: Readonly<Record<string, string>>;
  read(name: string): Promise<string | null>;
  json(name: string): Promise<Record<string, Json>>;
  env(): Promise<Record<string, Json>>;
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  switcher(disk?: Disk): Promise<Switcher>;
  switchTo(target: string, more?: Partial<{ force: boolean; backup: string }>): Promise<Report>;
  undo(request?: Partial<UndoRequest>): Promise<Report>;
  status(): Promise<State>;
  plan(goal: Goal | string): Promise<Plan>;
  store(home?: string): Promise<Store>;
  view(): Promise<View>;
}

/** Runs with a new home that has these files; `.claude` is there in any case. */
export async function withHome<T>(
  files: Files,
  use: (home: ClaudeHome) => Promise<T>,
  options: HomeOptions = {},
): Promise<T> {
  return withTemporaryDirectory(async (directory) => {
    const root = join(directory, "user");
    await mkdir(join(root, ".claude"), { recursive: true });
    await putFiles(root, files);
    return use(openHome(root, options));
  });
}

/** A session of this home, as the system would show it. */
export function sessionIn(root: string, variables: Readonly<Record<string, string>> = {}): Process {
  return { pid: 4321, name: "claude", args: [], variables: { HOME: root, ...variables } };
}

export async function putFiles(root: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
    await chmod(join(root, name), name === STATE ? 0o600 : 0o644);
  }
}

type Machine = Pick<ClaudeHome, "root" | "processes" | "variables">;

function openHome(root: string, options: HomeOptions): ClaudeHome {
  const machine: { -readonly [Key in keyof Machine]: Machine[Key] } = {
    root,
    processes: options.processes ?? [],
    variables: options.variables ?? {},
  };
  const environment = (): Environment => ({
    home: root,
    platform: options.platform ?? "other",
    variables: home.variables,
  });
  const home: ClaudeHome = Object.assign(machine, {
    ...filesIn(root),
    ...operations(() => home, environment),
    ...plans(() => home, environment),
  });
  return home;
}

function filesIn(root: string): Pick<ClaudeHome, "read" | "json" | "env" | "write" | "remove"> {
  const read = async (name: string): Promise<string | null> =>
    readFile(join(root, name), "utf8").catch(() => null);
  return {
    read,
    json: async (name) => parseObject((await read(name)) ?? "null"),
    env: async () => {
      const { env = {} } = parseObject((await read(SETTINGS)) || "{}");
      return env as Record<string, Json>;
    },
    write: (name, text) => putFiles(root, { [name]: text }),
    remove: (name) => rm(join(root, name)),
  };
}

/** A byte order mark is fine. */
export function parseObject(text: string): Record<string, Json> {
  return JSON.parse(text.replace("\uFEFF", "")) as Record<string, Json>;
}

function operations(
  home: () => ClaudeHome,
  environment: () => Environment,
): Pick<ClaudeHome, "switcher" | "switchTo" | "undo"> {
  const switcher: ClaudeHome["switcher"] = async (disk) =>
    createSwitcher({
      adapters: [claudeCode()],
      backups: [selective(), snapshot(), none()],
      environment: environment(),
      stateHome: join(home().root, "..", "state"),
      disk: { ...(disk ?? (await nodeDisk())), processes: async (query) => running(home(), query) },
    });
  return {
    switcher,
    switchTo: async (target, { force = false, backup } = {}) => {
      const one = await switcher();
      const operation = await one.plan({ tools: ["claude-code"], target, force });
      return one.apply(operation, backup === undefined ? {} : { backup });
    },
    undo: async (request = {}) => {
      const one = await switcher();
      return one.apply(await one.plan({ undo: "last", ...request }));
    },
  };
}

function plans(
  home: () => ClaudeHome,
  environment: () => Environment,
): Pick<ClaudeHome, "status" | "plan" | "store" | "view"> {
  const adapter = claudeCode();
  const store: ClaudeHome["store"] = async (named) => {
    const [found] = await adapter.locate(environment(), await viewOf(), named);
    if (found === undefined) throw new Error("no store");
    return found;
  };
  const view: ClaudeHome["view"] = async () => ({
    ...(await viewOf({ roots: (await store()).readRoots })),
    processes: async (query) => running(home(), query),
  });
  return {
    store,
    view,
    status: async () => adapter.inspect(await store(), await view(), "full"),
    plan: async (goal) => adapter.plan(await store(), await view(), goalOf(goal)),
  };
}

function goalOf(goal: Goal | string): Goal {
  return typeof goal === "string" ? { kind: "switch", target: goal, sessions: null, force: false } : goal;
}

function running({ processes }: ClaudeHome, { names }: ProcessQuery): readonly Process[] {
  return processes.filter(({ name }) => names.includes(name));
}
