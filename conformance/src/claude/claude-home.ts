import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Finished, run } from "../child.ts";
import { HOME_PREFIX } from "../codex-home.ts";
import type { Json } from "../json.ts";
import { claudeBinary } from "./claude-binary.ts";
import { privateEnvironment } from "./claude-environment.ts";
import { jsonText } from "./claude-files.ts";
import { type ClaudeSession, startClaudeSession } from "./claude-session.ts";
import { type Gate, openGate } from "./gate.ts";
import { labCertificate } from "./lab-certificate.ts";
import { type ProviderServer, startProviderServer } from "./provider-server.ts";

const CLAUDE_TIMEOUT_MS = 60_000;

/** More variables than the environment of the home has, as a shell export would add them. */
export type Exports = Readonly<Record<string, string>>;

/** Where everything of a private home lies. */
interface ClaudePlaces {
  /** The folder that holds everything private and is removed by `close`. */
  readonly root: string;
  /** `HOME`. */
  readonly userHome: string;
  /** `~/.claude`. */
  readonly claudeHome: string;
  /** Where Claude Code is started; not the home, whose `.claude` would then be the project's too. */
  readonly project: string;
  /** `~/.claude/settings.json`. */
  readonly settings: string;
  /** `~/.claude.json`. */
  readonly state: string;
  /** `~/.claude/.credentials.json`. */
  readonly credentials: string;
}

/** A private `HOME` with Claude Code's files, its fake servers, and the real binary that runs in it. */
export interface ClaudeHome extends ClaudePlaces {
  readonly version: string;
  /** The whole environment of every driven program. */
  readonly env: Readonly<Record<string, string>>;
  readonly gate: Gate;
  /** The fake servers of third parties. */
  readonly servers: readonly ProviderServer[];
  /** The one of a name. */
  server(name: string): ProviderServer;
  /** Forgets what all servers have recorded. */
  forget(): void;
  /** Runs any `claude` command to its end. */
  claude(...args: readonly string[]): Promise<Finished>;
  /** `claude -p hi` to its end. */
  print(exported?: Exports): Promise<Finished>;
  /** Starts `claude` on a terminal of its own; it may ask something first. `close` ends it when the caller has not. */
  start(exported?: Exports): ClaudeSession;
  /** The same, and waits until it takes a prompt. */
  session(exported?: Exports): Promise<ClaudeSession>;
  /** Ends sessions and servers and removes the folder. */
  close(): Promise<void>;
}

/** Builds a home below the temporary directory: onboarded, its project trusted, no provider set, a server for each name. */
export async function openClaudeHome(version: string, providers: readonly string[]): Promise<ClaudeHome> {
  const binary = await claudeBinary(version);
  const lab = await labCertificate();
  const places = await makePlaces();
  const authority = join(places.root, "lab.pem");
  await writeFile(authority, lab.certificate);
  const gate = await openGate(lab);
  const servers = await Promise.all(providers.map(startProviderServer));
  const env = privateEnvironment({ userHome: places.userHome, gate: gate.url, authority });
  return assemble({ version, binary, places, env, gate, servers });
}

async function makePlaces(): Promise<ClaudePlaces> {
  const root = await realpath(await mkdtemp(join(tmpdir(), HOME_PREFIX)));
  const userHome = join(root, "user");
  const claudeHome = join(userHome, ".claude");
  const places = {
    root,
    userHome,
    claudeHome,
    project: join(root, "project"),
    settings: join(claudeHome, "settings.json"),
    state: join(userHome, ".claude.json"),
    credentials: join(claudeHome, ".credentials.json"),
  };
  for (const folder of [claudeHome, places.project]) await mkdir(folder, { recursive: true });
  await writeFile(places.state, jsonText(onboarded(places.project)), { mode: 0o600 });
  return places;
}

function onboarded(project: string): Json {
  const projects = { [project]: { hasTrustDialogAccepted: true } };
  return { hasCompletedOnboarding: true, theme: "dark", projects };
}

interface Parts extends Pick<ClaudeHome, "version" | "env" | "gate" | "servers"> {
  readonly binary: string;
  readonly places: ClaudePlaces;
}

function assemble({ version, binary, places, env, gate, servers }: Parts): ClaudeHome {
  const cwd = places.project;
  const sessions: ClaudeSession[] = [];
  const claude = (exported: Exports, args: readonly string[]): Promise<Finished> =>
    run({ file: binary, args, env: { ...env, ...exported }, cwd, timeoutMs: CLAUDE_TIMEOUT_MS });
  const start: ClaudeHome["start"] = (exported = {}) => {
    const command = { file: binary, env: { ...env, ...exported }, cwd };
    const session = startClaudeSession(command, places.claudeHome);
    sessions.push(session);
    return session;
  };
  return {
    ...places,
    version,
    env,
    gate,
    servers,
    server: (name) => find(servers, name),
    forget: () => [gate.official, ...servers].forEach((server) => server.forget()),
    claude: (...args) => claude({}, args),
    print: (exported = {}) => claude(exported, ["-p", "hi"]),
    start,
    async session(exported) {
      const session = start(exported);
      await session.ready();
      return session;
    },
    async close() {
      await Promise.all(sessions.map((session) => session.close()));
      await Promise.all([gate, ...servers].map((server) => server.close()));
      await rm(places.root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function find(servers: readonly ProviderServer[], name: string): ProviderServer {
  const server = servers.find((candidate) => candidate.name === name);
  if (server === undefined) throw new Error(`this home has no provider ${name}`);
  return server;
}
