import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AppServer, startAppServer } from "./app-server.ts";
import { codexBinary } from "./binaries.ts";
import { type Finished, printed, run } from "./child.ts";
import { type Places, scrubbed } from "./environment.ts";
import { type FakeResponses, startFakeResponses } from "./fake-responses.ts";
import { endLeftovers } from "./leftovers.ts";
import { configText, type KeyPlace, storedKeys } from "./providers.ts";

/** How the folder of a private home begins, below the temporary directory. */
export const HOME_PREFIX = "zcf-conformance-home-";

const CODEX_TIMEOUT_MS = 60_000;

/** What a private home is made of. */
export interface CodexHomeOptions {
  readonly version: string;
  /** One fake server and one table for each; the first is active. Default: alpha and beta. */
  readonly providers?: readonly string[];
  /** Default: `auth.json`, upstream's layout. */
  readonly keys?: KeyPlace;
  /** Added to the environment of everything that runs in the home. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A private `CODEX_HOME`, its fake servers, and the real binary that runs in it. */
export interface CodexHome extends Places {
  /** The folder that holds everything private and is removed by `close`. */
  readonly root: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string>>;
  readonly config: string;
  readonly auth: string;
  /** The fake server of a provider. */
  server(id: string): FakeResponses;
  /** Runs any `codex` command to its end. */
  codex(...args: readonly string[]): Promise<Finished>;
  /** Starts a fresh app-server; `close` ends it when the caller has not. */
  appServer(): Promise<AppServer>;
  /** The same home, driven by another version, as an upgrade leaves it. What is started by it, the caller ends. */
  upgradedTo(version: string): Promise<CodexHome>;
  /** Ends servers and app-servers and removes the folder. */
  close(): Promise<void>;
}

/** Builds a home below the temporary directory, with its servers listening. */
export async function openCodexHome(options: CodexHomeOptions): Promise<CodexHome> {
  const binary = await codexBinary(options.version);
  const ids = options.providers ?? ["alpha", "beta"];
  const places = await makePlaces();
  const servers = await Promise.all(ids.map(startFakeResponses));
  await writeHome(places.codexHome, servers, options.keys ?? "auth.json");
  const { version, variables = {} } = options;
  return assemble({ version, binary, places, servers, variables });
}

async function makePlaces(): Promise<Places & { readonly root: string }> {
  const root = await mkdtemp(join(tmpdir(), HOME_PREFIX));
  const userHome = join(root, "user");
  await mkdir(join(userHome, ".codex"), { recursive: true });
  return { root, userHome, codexHome: join(userHome, ".codex"), zcfHome: join(userHome, ".zcf") };
}

async function writeHome(folder: string, servers: readonly FakeResponses[], keys: KeyPlace): Promise<void> {
  const ids = servers.map((server) => server.name);
  const [active = ""] = ids;
  await writeFile(join(folder, "config.toml"), configText(servers, active, keys));
  if (keys === "table") return;
  await writeFile(join(folder, "auth.json"), JSON.stringify(storedKeys(ids, active), null, 2), {
    mode: 0o600,
  });
}

interface Parts {
  readonly version: string;
  readonly binary: string;
  readonly places: Places & { readonly root: string };
  readonly servers: readonly FakeResponses[];
  readonly variables: Readonly<Record<string, string>>;
}

function assemble({ version, binary, places, servers, variables }: Parts): CodexHome {
  const env = { ...scrubbed(places), ...variables };
  const started: AppServer[] = [];
  return {
    ...places,
    version,
    env,
    config: join(places.codexHome, "config.toml"),
    auth: join(places.codexHome, "auth.json"),
    server: (id) => find(servers, id),
    codex: (...args) => run({ file: binary, args, env, cwd: places.userHome, timeoutMs: CODEX_TIMEOUT_MS }),
    async appServer() {
      const server = await startAppServer({ binary, env, cwd: places.userHome });
      started.push(server);
      return server;
    },
    upgradedTo: async (newer) =>
      assemble({ version: newer, binary: await codexBinary(newer), places, servers, variables }),
    async close() {
      await Promise.all(started.map((server) => server.close()));
      await endLeftovers(places.codexHome);
      await Promise.all(servers.map((server) => server.close()));
      await rm(places.root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function find(servers: readonly FakeResponses[], id: string): FakeResponses {
  const server = servers.find((candidate) => candidate.name === id);
  if (server === undefined) throw new Error(`this home has no provider ${id}`);
  return server;
}

/** `codex exec`: starts a session with one turn; returns its id. */
export async function codexExec(home: CodexHome, prompt: string): Promise<string> {
  const finished = await home.codex("exec", "--skip-git-repo-check", prompt);
  const [, id] = /session id: (\S+)/.exec(finished.stderr + finished.stdout) ?? [];
  if (finished.code !== 0 || id === undefined) throw new Error(`codex exec failed\n${printed(finished)}`);
  return id;
}

/** `codex exec resume <id>`: one more turn in a session; the caller looks at the exit code. */
export function codexResume(home: CodexHome, id: string, prompt: string): Promise<Finished> {
  return home.codex("exec", "--skip-git-repo-check", "resume", id, prompt);
}
