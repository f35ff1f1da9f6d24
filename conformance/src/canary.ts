import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Driven } from "./zcf.ts";

/** A key that can be told from everything else; `place` says where it was put. */
export function canary(place: string): string {
  return `sk-${MARK}-${place}`;
}

const MARK = "cAnArY7d21f0";
// As it is, and what stays of it in base64 wherever the text begins, and in hexadecimal.
const SHAPES: readonly string[] = [
  MARK,
  ...["", "x", "xx"].map((before) => Buffer.from(`${before}${MARK}`).toString("base64").slice(4, -4)),
  Buffer.from(MARK).toString("hex"),
];

/** What of a secret a text shows, with what stands around it; none when it shows nothing. */
export function sightings(content: string | Uint8Array): readonly string[] {
  const text = typeof content === "string" ? content : Buffer.from(content).toString("latin1");
  return SHAPES.flatMap((shape) => {
    const found = text.indexOf(shape);
    return found < 0 ? [] : [text.slice(Math.max(0, found - 60), found + 80)];
  });
}

/** A file below a folder in which a secret stands. */
export interface Holder {
  readonly name: string;
  readonly mode: number;
  /** The loosest mode of the folders between, the file's own folder included. */
  readonly folders: number;
}

/** Every file below a folder that holds a secret, in any shape; with how many files were looked at. */
export async function holdersBelow(
  folder: string,
): Promise<{ readonly files: number; readonly holders: readonly Holder[] }> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const holders = await Promise.all(paths.map((path) => holderAt(folder, path)));
  return { files: paths.length, holders: holders.flatMap((holder) => holder ?? []) };
}

async function holderAt(folder: string, path: string): Promise<Holder | null> {
  if (sightings(await readFile(path)).length === 0) return null;
  const { mode } = await stat(path);
  return { name: relative(folder, path), mode: mode & 0o777, folders: await loosest(folder, dirname(path)) };
}

async function loosest(folder: string, path: string): Promise<number> {
  if (relative(folder, path) === "") return 0;
  return ((await stat(path)).mode & 0o777) | (await loosest(folder, dirname(path)));
}

/** Puts a secret wherever one may stand in a home that providers alpha, beta, gamma and `longer` can be switched in. */
export async function plant(home: Driven): Promise<void> {
  await writeFile(home.config, CONFIG, { mode: 0o600 });
  await writeFile(home.auth, JSON.stringify(AUTH, null, 2), { mode: 0o600 });
  await plantEarlierBackup(home.codexHome);
  await plantConversations(home.codexHome);
}

/** The variables of a program, with a key in each that may hold one. */
export const SECRET_VARIABLES: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: canary("variable"),
  CODEX_API_KEY: canary("codex-variable"),
  DELTA_KEY: canary("provider-variable"),
};

const CONFIG = `# my old key was ${canary("comment")}
model_provider = "alpha"
model = "gpt-5.5"

[shell_environment_policy.set]
SOME_TOKEN = "${canary("shell-variable")}"

[mcp_servers.tracker]
command = "tracker"
args = ["--token", "${canary("argument")}"]
env = { TRACKER_TOKEN = "${canary("server-variable")}" }

[model_providers.alpha]
name = "alpha"
base_url = "https://api.alpha.example/v1"
wire_api = "responses"
temp_env_key = "ALPHA_API_KEY" # ${canary("comment-behind")}
requires_openai_auth = true
http_headers = { "X-Api-Key" = "${canary("header")}", Authorization = "Bearer ${canary("authorization")}" }

[model_providers.beta]
name = "beta"
base_url = "https://user:${canary("userinfo")}@api.beta.example/v1?api-key=${canary("query")}"
wire_api = "responses"
temp_env_key = "BETA_API_KEY"
requires_openai_auth = true

[model_providers.gamma]
name = "gamma"
base_url = "https://api.gamma.example/v1"
wire_api = "responses"
experimental_bearer_token = "${canary("bearer")}"
query_params = { "api-key" = "${canary("query-parameter")}" }

[model_providers.delta]
name = "delta"
base_url = "https://api.delta.example/v1"
wire_api = "responses"
env_key = "DELTA_KEY"
env_key_instructions = "it is ${canary("instructions")}"

[model_providers.keyless]
name = "keyless"
base_url = "https://api.keyless.example/v1"
wire_api = "responses"
temp_env_key = "NO_SUCH_KEY"
requires_openai_auth = true

[model_providers.a_much_longer_provider_id]
name = "longer"
base_url = "https://api.longer.example/v1"
wire_api = "responses"
temp_env_key = "LONGER_API_KEY"
requires_openai_auth = true
`;

const AUTH = {
  auth_mode: "apikey",
  OPENAI_API_KEY: canary("key-alpha"),
  ALPHA_API_KEY: canary("key-alpha"),
  BETA_API_KEY: canary("key-beta"),
  LONGER_API_KEY: canary("key-longer"),
  some_future_field: canary("unknown-field"),
  tokens: {
    id_token: canary("id-token"),
    access_token: canary("access-token"),
    refresh_token: canary("refresh-token"),
    account_id: "acct",
  },
  last_refresh: "2026-11-01T00:00:00Z",
};

/** As earlier zcf leaves them: copies of everything, in modes of their own. */
async function plantEarlierBackup(codexHome: string): Promise<void> {
  const folder = join(codexHome, "backup/backup_2025-01-01_10-00-00");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "config.toml"), CONFIG);
  await writeFile(join(folder, "auth.json"), JSON.stringify(AUTH));
}

const BEHIND_PROVIDER = [
  `"base_instructions":{"text":"You are Codex, a coding agent based on GPT-5. Use ${canary("instructions")}."}`,
  `"git":{"commit_hash":"${"0".repeat(40)}","branch":"main","repository_url":"https://x:${canary("remote")}@git.example/r"}`,
].join(",");

/** What was said, in files and in the index; and on the line that zcf changes instructions and a remote with a token, as Codex has them there. */
async function plantConversations(codexHome: string): Promise<void> {
  const files = (await readdir(codexHome, { recursive: true })).filter((name) => name.endsWith(".jsonl"));
  for (const name of files) {
    const file = join(codexHome, name);
    const text = await readFile(file, "utf8");
    const said = text.replaceAll(/"question (\d+)/g, `"question $1 ${canary("conversation")}`);
    await writeFile(file, said.replace(/("model_provider":"\w+")/, `$1,${BEHIND_PROVIDER}`));
  }
  await writeFile(join(codexHome, "history.jsonl"), `${JSON.stringify({ text: canary("history") })}\n`);
  const index = new DatabaseSync(join(codexHome, "state_5.sqlite"));
  index.exec(`UPDATE threads SET title = '${canary("title")}', preview = title, first_user_message = title`);
  index.close();
}
