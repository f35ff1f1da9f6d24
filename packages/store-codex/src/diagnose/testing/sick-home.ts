import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Files by their path in the home; `null` leaves one out, `{ link }` makes a link. */
export type HomeFiles = Readonly<Record<string, string | null | { readonly link: string }>>;

/** Canaries: no finding, no preview, no error may have one in it. */
export const SECRETS: readonly string[] = ["sk-canary-p", "sk-canary-q", "sk-canary-official", "eyJcanary"];

const TABLE = 'name = "P"\nbase_url = "http://p.test/v1"\nwire_api = "responses"\n';

/** A provider that takes its key from its own table. */
export const OWN: string = `[model_providers.p]\n${TABLE}experimental_bearer_token = "sk-canary-p"\n`;

/** One that takes it from `auth.json`. */
export function stored(id: string, ...lines: readonly string[]): string {
  const rest = lines.map((line) => `${line}\n`).join("");
  return `[model_providers.${id}]\nname = "${id}"\nbase_url = "http://${id}.test/v1"\nrequires_openai_auth = true\n${rest}`;
}

/** A home of which no check has a word to say. */
const WELL: HomeFiles = { "config.toml": `model_provider = "p"\n\n${OWN}` };

/** Makes a home of these files, in the modes of Codex, or the ones that are given. */
export function home(
  files: HomeFiles,
  modes: Readonly<Record<string, number>> = {},
): (place: string) => Promise<void> {
  return async (place) => {
    for (const [name, content] of Object.entries({ ...WELL, ...files }))
      if (content !== null) await put(join(place, name), content);
    for (const [name, mode] of Object.entries(modes)) await chmod(join(place, name), mode);
  };
}

/** As {@link home}, of one changed config. */
export function config(text: string): (place: string) => Promise<void> {
  return home({ "config.toml": text });
}

async function put(path: string, content: string | { readonly link: string }): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (typeof content === "object") await symlink(content.link, path);
  else await writeFile(path, content, { mode: 0o600 });
}

/** What `auth.json` holds. */
export function auth(content: object): HomeFiles {
  return { "auth.json": JSON.stringify(content, null, 2) };
}

const TOKENS: Readonly<Record<string, string>> = {
  access_token: "eyJcanary",
  refresh_token: "eyJcanary-refresh",
  account_id: "acc",
};

/** What a ChatGPT login leaves. */
export const LOGIN: Readonly<Record<string, unknown>> = {
  auth_mode: "chatgpt",
  OPENAI_API_KEY: null,
  tokens: TOKENS,
  last_refresh: "2026-01-01T00:00:00Z",
};

const THREAD = "01a205c5-0000-7000-8000-000000000001";

/** The name of the one session's file. */
export const ROLLOUT: string = `sessions/2026/11/23/rollout-2026-11-23T00-19-33-${THREAD}.jsonl`;

/** One session of a provider, written by a version of Codex. */
export function session(provider: string, version = "0.169.0"): HomeFiles {
  return { [ROLLOUT]: begun(provider, version) };
}

function begun(provider: string, version: string): string {
  const payload = { id: THREAD, cwd: "/tmp", cli_version: version, model_provider: provider };
  return `${JSON.stringify({ timestamp: "t", type: "session_meta", payload })}\n`;
}

/** The same session, which one of its later lines puts elsewhere. */
export function mixedSession(first: string, later: string): HomeFiles {
  const payload = { type: "thread_settings_applied", thread_settings: { model_provider_id: later } };
  const line = `${JSON.stringify({ timestamp: "t", type: "event_msg", payload })}\n`;
  return { [ROLLOUT]: `${begun(first, "0.169.0")}${line}` };
}

/** Puts the row of the one session into an index. */
export function withRow(
  provider: string,
  make: (place: string) => Promise<void>,
  name = "state_5.sqlite",
): (place: string) => Promise<void> {
  return async (place) => {
    await make(place);
    const database = new DatabaseSync(join(place, name));
    database.exec("CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL, model TEXT)");
    database.prepare("INSERT INTO threads VALUES (?, ?, 'gpt-5.5')").run(THREAD, provider);
    database.close();
  };
}
