import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CheckCase, testChecks } from "@zcf/adapter-testkit";
import type { Disk, Request } from "@zcf/core";
import { codex } from "../adapter.ts";
import { MARK } from "../shared/shared-id.ts";
import { longTest } from "../testing/deaths-scenario.ts";
import type { CodexCheck, CodexChecks } from "./checks.ts";
import {
  auth,
  config,
  type HomeFiles,
  home,
  LOGIN,
  mixedSession,
  OWN,
  ROLLOUT,
  SECRETS,
  session,
  stored,
  withRow,
} from "./testing/sick-home.ts";

/** What a case says, without the file that most findings name. */
interface Said<Check extends CodexCheck> extends Omit<CheckCase, "params" | "fixable" | "well"> {
  readonly params: Omit<CodexChecks[Check], "file"> & { readonly file?: string };
  /** Relative to the home; `null` for a finding that names none. */
  readonly at?: string | null;
  readonly fixable?: true;
  readonly well?: CheckCase["well"];
}

const Q = 'model_provider = "p"\n';

/** A config with `p` in use and another table, whose lines these are. */
function withTable(...lines: readonly string[]): CheckCase["sick"] {
  return config(`${Q}${OWN}[model_providers.q]\n${lines.map((line) => `${line}\n`).join("")}`);
}

const NAMED = ['name = "Q"', 'base_url = "http://q.test/v1"'];
const LINE = { line: 7, provider: "q" };

/** The key of `q` in `auth.json`, in the layout of earlier zcf. */
const STORED = `model_provider = "q"\n${stored("q")}`;
const KNOWN = {
  "zcf-keys.json": JSON.stringify({
    format: 2,
    keys: {},
    entries: {},
    providers: { q: { entry: "Q_KEY" } },
    commands: {},
  }),
};
const Q_KEY = { Q_KEY: "sk-canary-q" };
const OFFICIAL = { "config.toml": OWN };

/** `q` has Codex ask `zcf key`. */
const ASKS_US = `model_provider = "q"\n[model_providers.q]\nname = "Q"\nbase_url = "http://q.test/v1"\nauth = { command = "zcf", args = ["key", "codex/q"] }\n`;
const commandsOf = (id: string): HomeFiles => ({
  "zcf-keys.json": JSON.stringify({
    format: 2,
    keys: {},
    entries: {},
    providers: {},
    commands: { [id]: "sk-canary-q" },
  }),
});

const toShared: readonly Request[] = [{ tools: ["codex"], target: "p", sessions: "shared" }];

/** Codex, as the machine shows it. */
function running(disk: Disk): Disk {
  return {
    ...disk,
    processes: async () => [{ pid: 7, name: "codex", args: ["app-server"], variables: {} }],
    probe: () => ({ holders: async () => [{ how: "open", pid: 7 }] }),
  };
}

async function edit(place: string, name: string, change: (text: string) => string): Promise<void> {
  const file = join(place, name);
  await writeFile(file, change(await readFile(file, "utf8")));
}

const CASES: { readonly [Check in CodexCheck]: Said<Check> } = {
  "codex.config-syntax": {
    severity: "error",
    params: { line: 1, column: 9, reason: "invalid value" },
    sick: config("model = \n"),
  },
  "codex.config-unreadable": {
    severity: "error",
    params: { system: "EISDIR" },
    sick: home({ "config.toml": null, "config.toml/file": "" }),
  },
  "codex.config-open": {
    severity: "warning",
    params: { mode: "0644" },
    fixable: true,
    sick: home({}, { "config.toml": 0o644 }),
    well: home({ "config.toml": "model = 'gpt'\n" }, { "config.toml": 0o644 }),
  },
  "codex.legacy-profile": {
    severity: "error",
    params: { line: 1, profile: "work" },
    fixable: true,
    sick: config(`profile = "work" # mine\n${Q}${OWN}`),
  },
  "codex.legacy-profile-tables": {
    severity: "info",
    params: { line: 7, profiles: ["work"] },
    sick: config(`${Q}${OWN}[profiles.work]\nmodel = "gpt"\n`),
  },
  "codex.provider-swallowed": {
    severity: "error",
    params: { line: 3, table: "tui" },
    fixable: true,
    sick: config(`# mine\n[tui]\nmodel_provider = "p" # here\nx = 1\n\n${OWN}`),
    well: config(`${Q}[tui]\nmodel_provider = "p"\n${OWN}`),
  },
  "codex.drift-provider-unknown": {
    severity: "error",
    params: { line: 1, provider: "gone" },
    sick: config(`model_provider = "gone"\n${OWN}`),
    well: config(`model_provider = "ollama"\n${OWN}`),
  },
  "codex.preferred-auth-method": {
    severity: "info",
    params: { line: 2 },
    fixable: true,
    sick: config(`# mine\npreferred_auth_method = "apikey" # as told\n${Q}${OWN}`),
    well: config(`${Q}${OWN}preferred_auth_method = "apikey"\n`),
  },
  "codex.ignored-setting": {
    severity: "warning",
    params: { line: 1, setting: "experimental_bearer_token" },
    sick: config(`experimental_bearer_token = "sk-canary-q"\n${Q}${OWN}`),
  },
  "codex.openai-base-url": {
    severity: "warning",
    params: { line: 1, url: "http://proxy.test/v1" },
    sick: home({
      "config.toml": `openai_base_url = "http://me:sk-canary-q@proxy.test/v1"\n${OWN}`,
      ...auth({ OPENAI_API_KEY: "sk-canary-official" }),
    }),
  },
  "codex.credentials-store": {
    severity: "error",
    params: { line: 1, store: "keyring", provider: "q" },
    sick: home({
      "config.toml": `cli_auth_credentials_store = "keyring"\n${STORED}`,
      ...auth({ OPENAI_API_KEY: "sk-canary-q" }),
    }),
    well: config(`cli_auth_credentials_store = "file"\n${STORED}`),
  },
  "codex.credentials-store-auto": {
    severity: "info",
    params: { line: 1 },
    sick: config(`cli_auth_credentials_store = "auto"\n${Q}${OWN}`),
  },
  "codex.credentials-store-unknown": {
    severity: "error",
    params: { line: 1 },
    fixable: true,
    sick: config(`cli_auth_credentials_store = "File" # mine\n${Q}${OWN}`),
    well: config(`cli_auth_credentials_store = "file" # mine\n${Q}${OWN}`),
  },
  "codex.forced-login": {
    severity: "error",
    params: { line: 1, method: "chatgpt", provider: "p" },
    sick: home({
      "config.toml": `forced_login_method = "chatgpt"\n${Q}${OWN}`,
      ...auth({ OPENAI_API_KEY: "sk-canary-official" }),
    }),
    well: home({ "config.toml": `forced_login_method = "chatgpt"\n${Q}${OWN}`, ...auth(LOGIN) }),
  },
  "codex.forced-workspace": {
    severity: "error",
    params: { line: 1 },
    sick: home({ "config.toml": `forced_chatgpt_workspace_id = "other"\n${Q}${OWN}`, ...auth(LOGIN) }),
    well: home({ "config.toml": `forced_chatgpt_workspace_id = "acc"\n${Q}${OWN}`, ...auth(LOGIN) }),
  },
  "codex.drift-shared-table": {
    severity: "warning",
    params: { line: 9, provider: "zcf", target: "p" },
    fixable: true,
    sick: home({}),
    well: home({}),
    earlier: toShared,
    later: (place) =>
      edit(place, "config.toml", (text) => text.replace(/(zcf\] #[^]*)name = "P"/, '$1name = "Mine"')),
  },
  "codex.drift-shared-unknown": {
    severity: "warning",
    params: { line: 3, provider: "zcf" },
    sick: home({}),
    well: home({}),
    earlier: toShared,
    later: (place) =>
      edit(place, "config.toml", (text) =>
        text.replace(/\[model_providers\.p\][^[]*/, "").replace("p.test", "other.test"),
      ),
  },
  "codex.drift-shared-unmarked": {
    severity: "warning",
    params: { line: 9, provider: "zcf" },
    sick: home({}),
    well: home({}),
    earlier: toShared,
    later: (place) =>
      edit(place, "config.toml", (text) =>
        text.replace(` # ${MARK}`, "").replace(/name = "P"(?![^]*name)/, 'name = "X"'),
      ),
  },
  "codex.reserved-id": {
    severity: "error",
    params: { line: 7, provider: "openai" },
    sick: config(`${Q}${OWN}[model_providers.openai]\nname = "O"\nbase_url = "http://o.test/v1"\n`),
  },
  "codex.dotted-id": {
    severity: "error",
    params: { line: 7, provider: "a" },
    sick: config(`${Q}${OWN}[model_providers.a.b]\nname = "AB"\nbase_url = "http://a.test/v1"\n`),
    well: config(`${Q}${OWN}[model_providers."a.b"]\nname = "AB"\nbase_url = "http://a.test/v1"\n`),
  },
  "codex.official-table": {
    severity: "warning",
    params: { line: 7, provider: "official" },
    sick: config(`${Q}${OWN}[model_providers.official]\nname = "O"\nbase_url = "http://o.test/v1"\n`),
  },
  "codex.wire-api": {
    severity: "error",
    params: { ...LINE, value: "chat" },
    fixable: true,
    sick: withTable(...NAMED, 'wire_api = "chat" # old'),
    well: withTable(...NAMED, 'wire_api = "responses"'),
  },
  "codex.name-missing": {
    severity: "error",
    params: LINE,
    fixable: true,
    sick: withTable('base_url = "http://q.test/v1"'),
    well: withTable(...NAMED),
  },
  "codex.auth-combined": {
    severity: "error",
    params: LINE,
    sick: withTable(...NAMED, 'env_key = "Q"', 'auth = { command = "c" }'),
    well: withTable(...NAMED, 'auth = { command = "c" }'),
  },
  "codex.base-url-missing": { severity: "warning", params: LINE, sick: withTable('name = "Q"') },
  "codex.base-url-scheme": {
    severity: "warning",
    params: LINE,
    sick: withTable('name = "Q"', 'base_url = "q.test/v1"'),
    well: withTable(...NAMED),
  },
  "codex.base-url-endpoint": {
    severity: "warning",
    params: LINE,
    fixable: true,
    sick: withTable('name = "Q"', 'base_url = "http://q.test/v1/responses/" # mine'),
    well: withTable('name = "Q"', 'base_url = "http://q.test/v1/"'),
  },
  "codex.base-url-extra": {
    severity: "warning",
    params: LINE,
    sick: withTable('name = "Q"', 'base_url = "http://q.test/v1?key=sk-canary-q"'),
    well: withTable(...NAMED),
  },
  "codex.provider-no-table": {
    severity: "error",
    params: { line: 3, table: "model_providers.z" },
    sick: config(`${Q}[model_providers]\nz = 3\n${OWN}`),
    well: config(`${Q}[model_providers]\nz = { name = "Z", base_url = "http://z.test/v1" }\n${OWN}`),
  },
  "codex.field-type": {
    severity: "error",
    params: { ...LINE, fields: ["http_headers", "request_max_retries"] },
    sick: withTable(...NAMED, "http_headers = { a = 5 }", "request_max_retries = -1"),
    well: withTable(...NAMED, 'http_headers = { a = "5" }', "request_max_retries = 1"),
  },
  "codex.fields-refused": {
    severity: "error",
    params: { line: 7, provider: "gcp", fields: ["name", "requires_openai_auth"] },
    fixable: true,
    sick: config(
      `${Q}${OWN}[model_providers.gcp]\nname = "G"\nwire_api = "responses"\nlocation = "x"\nrequires_openai_auth = true # no\n`,
    ),
    well: config(
      `${Q}${OWN}[model_providers.gcp]\nwire_api = "responses"\nlocation = "x"\nrequires_openai_auth = false\n`,
    ),
  },
  "codex.unknown-fields": {
    severity: "warning",
    params: { ...LINE, fields: ["key", "model"] },
    sick: withTable(...NAMED, 'key = "sk-canary-q"', "model = 5"),
    well: withTable(...NAMED, 'model = "m"'),
  },
  "codex.earlier-fields": {
    severity: "warning",
    params: { line: 2, provider: "q", fields: ["temp_env_key", "model"] },
    fixable: true,
    sick: home({
      "config.toml": `model_provider = "q"\n${stored("q", "# mine", 'temp_env_key = "Q_KEY"', 'model = "m" # best')}`,
      ...auth({ OPENAI_API_KEY: "sk-canary-q", ...Q_KEY }),
    }),
    well: home({
      "config.toml": `model_provider = "q"\n${stored("q", "supports_websockets = false", "[model_providers.q.capabilities]")}`,
      ...auth({ OPENAI_API_KEY: "sk-canary-q" }),
    }),
  },
  "codex.requires-openai-auth-missing": {
    severity: "warning",
    params: { line: 7, provider: "q" },
    fixable: true,
    sick: home({
      "config.toml": `${Q}${OWN}[model_providers.q]\nname = "Q"\nbase_url = "http://q.test/v1"\ntemp_env_key = "Q_KEY"\n`,
      ...auth(Q_KEY),
    }),
    well: home({ "config.toml": `${Q}${OWN}${stored("q", 'temp_env_key = "Q_KEY"')}`, ...auth(Q_KEY) }),
  },
  "codex.login-screen": {
    severity: "warning",
    params: { line: 2, provider: "p" },
    fixable: true,
    sick: config(`${Q}${OWN}requires_openai_auth = true # told to\n`),
    well: home({ "config.toml": `${Q}${OWN}requires_openai_auth = true # told to\n`, ...auth(LOGIN) }),
  },
  "codex.token-malformed": {
    severity: "error",
    params: { line: 2, provider: "p" },
    fixable: true,
    sick: config(`${Q}${OWN.replace("sk-canary-p", "sk-canary-p ")}`),
  },
  "codex.env-key-missing": {
    severity: "warning",
    params: { line: 2, provider: "e", variable: "E_KEY" },
    sick: config(
      'model_provider = "e"\n[model_providers.e]\nname = "E"\nbase_url = "http://e.test/v1"\nenv_key = "E_KEY"\n',
    ),
    well: config(
      'model_provider = "e"\n[model_providers.e]\nname = "E"\nbase_url = "http://e.test/v1"\nenv_key = "E_KEY"\n',
    ),
    environment: ({ home: place, root }, sick) => ({
      home: root,
      platform: "linux",
      variables: { CODEX_HOME: place, ...(sick ? {} : { E_KEY: "sk-canary-q" }) },
    }),
  },
  "codex.env-key-empty": {
    severity: "warning",
    params: LINE,
    sick: withTable(...NAMED, 'env_key = ""'),
    well: withTable(...NAMED, 'env_key = "Q"'),
  },
  "codex.command-key-missing": {
    severity: "error",
    params: { provider: "q" },
    at: "zcf-keys.json",
    sick: home({ "config.toml": ASKS_US, ...commandsOf("p") }),
    well: home({ "config.toml": ASKS_US, ...commandsOf("q") }),
  },
  "codex.command-not-found": {
    severity: "error",
    params: { line: 2, provider: "q" },
    sick: home({ "config.toml": ASKS_US, ...commandsOf("q"), "../bin/zcf": "" }),
    well: home({ "config.toml": ASKS_US, ...commandsOf("q"), "../bin/zcf": "" }, { "../bin/zcf": 0o755 }),
    environment: ({ home: place, root }) => ({
      home: root,
      platform: "linux",
      variables: { CODEX_HOME: place, PATH: `/nowhere:relative::${join(root, "bin")}` },
    }),
  },
  "codex.managed-provider": {
    severity: "warning",
    params: { value: "other", provider: "p" },
    at: "../etc/codex/requirements.toml",
    sick: home({ "../etc/codex/requirements.toml": 'model_provider = "other"\n' }),
    well: home({ "../etc/codex/requirements.toml": 'model_provider = "p"\n' }),
  },
  "codex.managed-model": {
    severity: "info",
    params: { value: "gpt" },
    at: "../etc/codex/managed_config.toml",
    sick: home({ "../etc/codex/managed_config.toml": 'model = "gpt"\n' }),
  },
  "codex.system-provider": {
    severity: "info",
    params: { value: "p" },
    at: "../etc/codex/config.toml",
    sick: home({ ...OFFICIAL, "../etc/codex/config.toml": 'model_provider = "p"\n' }),
    well: home({ "../etc/codex/config.toml": 'model_provider = "p"\n' }),
  },
  "codex.system-unreadable": {
    severity: "warning",
    params: {},
    at: "../etc/codex/config.toml",
    sick: home({ "../etc/codex/config.toml": "model = \n" }),
  },
  "codex.env-api-key": {
    severity: "info",
    params: { variable: "CODEX_API_KEY" },
    at: null,
    sick: home({}),
    environment: ({ home: place, root }, sick) => ({
      home: root,
      platform: "linux",
      variables: { CODEX_HOME: place, ...(sick ? { CODEX_API_KEY: "sk-canary-q" } : {}) },
    }),
  },
  "codex.auth-syntax": {
    severity: "warning",
    params: { line: 1, column: 2, reason: "close brace expected" },
    at: "auth.json",
    sick: home({ "auth.json": "{" }),
  },
  "codex.auth-unreadable": {
    severity: "error",
    params: { system: "EISDIR" },
    at: "auth.json",
    sick: home({ "auth.json/file": "" }),
  },
  "codex.auth-open": {
    severity: "warning",
    params: { mode: "0640" },
    at: "auth.json",
    fixable: true,
    sick: home(auth({ OPENAI_API_KEY: "sk-canary-official" }), { "auth.json": 0o640 }),
    well: home(auth({ OPENAI_API_KEY: "sk-canary-official" })),
  },
  "codex.auth-read-only": {
    severity: "warning",
    params: { mode: "0400" },
    at: "auth.json",
    fixable: true,
    sick: home(auth(LOGIN), { "auth.json": 0o400 }),
    well: home(auth(LOGIN)),
  },
  "codex.auth-linked": {
    severity: "info",
    params: { target: "$HOME/elsewhere.json" },
    at: "auth.json",
    sick: home({ "elsewhere.json": JSON.stringify(LOGIN), "auth.json": { link: "elsewhere.json" } }),
    well: home(auth(LOGIN)),
  },
  "codex.auth-empty": {
    severity: "error",
    params: {},
    at: "auth.json",
    fixable: true,
    sick: home({ ...OFFICIAL, ...auth({ OPENAI_API_KEY: null, Q_KEY: "sk-canary-q" }) }),
    well: home({ ...OFFICIAL, ...auth(LOGIN) }),
  },
  "codex.auth-mode-unknown": {
    severity: "error",
    params: {},
    at: "auth.json",
    sick: home({ ...OFFICIAL, ...auth({ ...LOGIN, auth_mode: "ChatGPT" }) }),
    well: home({ ...OFFICIAL, ...auth(LOGIN) }),
  },
  "codex.auth-mode-missing": {
    severity: "warning",
    params: {},
    at: "auth.json",
    sick: home(auth({ OPENAI_API_KEY: "sk-canary-official", tokens: LOGIN["tokens"], last_refresh: "t" })),
    well: home(auth({ ...LOGIN, OPENAI_API_KEY: "sk-canary-official" })),
  },
  "codex.auth-key-malformed": {
    severity: "error",
    params: {},
    at: "auth.json",
    sick: home({ ...OFFICIAL, ...auth({ OPENAI_API_KEY: "sk-canary-official\n" }) }),
    well: home({ ...OFFICIAL, ...auth({ OPENAI_API_KEY: "sk-canary-official" }) }),
  },
  "codex.login-incomplete": {
    severity: "error",
    params: {},
    at: "auth.json",
    sick: home({ ...OFFICIAL, ...auth({ auth_mode: "chatgpt", tokens: LOGIN["tokens"] }) }),
    well: home({ ...OFFICIAL, ...auth(LOGIN) }),
  },
  "codex.keys-syntax": {
    severity: "error",
    params: { line: 1, column: 1, reason: "not a keys file of a known format" },
    at: "zcf-keys.json",
    sick: home({ "zcf-keys.json": "{}" }),
    well: home(KNOWN),
  },
  "codex.keys-unreadable": {
    severity: "error",
    params: { system: "EISDIR" },
    at: "zcf-keys.json",
    sick: home({ "zcf-keys.json/file": "" }),
    well: home(KNOWN),
  },
  "codex.file-unreadable": {
    severity: "warning",
    params: { file: "$HOME/sqlite", system: "EACCES" },
    at: null,
    sick: withRow("p", home({ ...session("p"), "sqlite/state_5.sqlite": "" })),
    well: withRow("p", home(session("p"))),
    machine: (disk) => ({
      ...disk,
      *list(directory, ...rest) {
        if (!directory.endsWith("/sqlite")) yield* disk.list(directory, ...rest);
        else throw Object.assign(new Error("closed"), { code: "EACCES", path: directory });
      },
    }),
  },
  "codex.keys-open": {
    severity: "warning",
    params: { mode: "0644" },
    at: "zcf-keys.json",
    fixable: true,
    sick: home(KNOWN, { "zcf-keys.json": 0o644 }),
    well: home(KNOWN),
  },
  "codex.key-missing": {
    severity: "error",
    params: { provider: "q", entry: "Q_KEY" },
    at: "auth.json",
    sick: home({ "config.toml": STORED, ...KNOWN, ...auth({ OTHER: "x" }) }),
    well: home({ "config.toml": STORED, ...KNOWN, ...auth({ OPENAI_API_KEY: "sk-canary-q", ...Q_KEY }) }),
  },
  "codex.key-malformed": {
    severity: "error",
    params: { provider: "q", entry: "Q_KEY" },
    at: "auth.json",
    sick: home({ "config.toml": STORED, ...KNOWN, ...auth({ Q_KEY: "sk-canary-q\n" }) }),
    well: home({ "config.toml": STORED, ...KNOWN, ...auth({ OPENAI_API_KEY: "sk-canary-q", ...Q_KEY }) }),
  },
  "codex.key-unknown": {
    severity: "warning",
    params: { provider: "q" },
    at: "auth.json",
    sick: home({ "config.toml": `${OWN}${stored("q")}`, ...auth({ OPENAI_API_KEY: "sk-canary-official" }) }),
    well: home({ "config.toml": OWN, ...auth({ OPENAI_API_KEY: "sk-canary-official" }) }),
  },
  "codex.key-owner-unknown": {
    severity: "info",
    params: {},
    at: "auth.json",
    sick: home(auth({ OPENAI_API_KEY: "sk-canary-official" })),
    well: home({ ...OFFICIAL, ...auth({ OPENAI_API_KEY: "sk-canary-official" }) }),
  },
  "codex.old-codex-sends-auth": {
    severity: "info",
    params: { provider: "n" },
    at: "auth.json",
    sick: home({
      "config.toml": 'model_provider = "n"\n[model_providers.n]\nname = "N"\nbase_url = "http://n.test/v1"\n',
      ...auth(LOGIN),
    }),
    well: config('model_provider = "n"\n[model_providers.n]\nname = "N"\nbase_url = "http://n.test/v1"\n'),
  },
  "codex.drift-key": {
    severity: "warning",
    params: { provider: "q", entry: "Q_KEY" },
    at: "auth.json",
    fixable: true,
    endangers: "codex.undo-credential",
    sick: home({
      "config.toml": STORED,
      ...KNOWN,
      ...auth({ OPENAI_API_KEY: "sk-canary-p", OTHER: "sk-canary-p", ...Q_KEY }),
    }),
    well: home({ "config.toml": STORED, ...KNOWN, ...auth({ OPENAI_API_KEY: "sk-canary-q", ...Q_KEY }) }),
  },
  "codex.drift-auth-mode": {
    severity: "warning",
    params: { provider: "q", mode: "chatgpt" },
    at: "auth.json",
    fixable: true,
    endangers: "codex.undo-credential",
    sick: home({
      "config.toml": STORED,
      ...KNOWN,
      ...auth({ ...LOGIN, OPENAI_API_KEY: "sk-canary-q", ...Q_KEY }),
    }),
    well: home({
      "config.toml": STORED,
      ...KNOWN,
      ...auth({ ...LOGIN, auth_mode: "apikey", OPENAI_API_KEY: "sk-canary-q", ...Q_KEY }),
    }),
  },
  "codex.drift-official-key": {
    severity: "warning",
    params: { providers: ["q"] },
    at: "auth.json",
    fixable: true,
    endangers: "codex.undo-credential",
    sick: home({
      "config.toml": stored("q"),
      ...KNOWN,
      ...auth({ ...LOGIN, auth_mode: "apikey", OPENAI_API_KEY: "sk-canary-q", ...Q_KEY }),
    }),
    well: home({ "config.toml": stored("q"), ...KNOWN, ...auth({ ...LOGIN, ...Q_KEY }) }),
  },
  "codex.drift-sessions": {
    severity: "warning",
    params: { provider: "p", sessions: 1 },
    at: null,
    fixable: true,
    sick: withRow("q", home({ "config.toml": `${Q}${OWN}${stored("q")}`, ...session("q") })),
    well: withRow("p", home({ "config.toml": `${Q}${OWN}${stored("q")}`, ...session("p") })),
  },
  "codex.sessions-orphaned": {
    severity: "warning",
    params: { providers: ["gone"], sessions: 1 },
    at: null,
    fixable: true,
    sick: withRow("gone", home(session("gone"))),
    well: withRow("p", home(session("p"))),
  },
  "codex.sessions-mixed": {
    severity: "warning",
    params: { providers: ["q"], sessions: 1 },
    at: null,
    fixable: true,
    sick: withRow("p", home(mixedSession("p", "q"))),
    well: withRow("p", home(mixedSession("p", "p"))),
  },
  "codex.sessions-rows": {
    severity: "warning",
    params: { sessions: 1 },
    at: null,
    fixable: true,
    sick: withRow("q", home(session("p"))),
    well: withRow("p", home(session("p"))),
  },
  "codex.sessions-unreadable": {
    severity: "warning",
    params: { sessions: 1, files: [`$HOME/${ROLLOUT}`] },
    at: null,
    sick: home({ [ROLLOUT]: "no json\n" }),
    well: home(session("p")),
  },
  "codex.sqlite-unavailable": {
    severity: "warning",
    params: { databases: ["$HOME/state_5.sqlite"] },
    at: null,
    sick: withRow("p", home(session("p"))),
    well: withRow("p", home(session("p"))),
    machine: (disk) => ({ ...disk, can: { ...disk.can, sqlite: false } }),
  },
  "codex.state-schema-unknown": {
    severity: "warning",
    params: { database: "$HOME/state_5.sqlite" },
    at: null,
    sick: home({ "state_5.sqlite": "" }),
    well: withRow("p", home({})),
  },
  "codex.state-unreadable": {
    severity: "warning",
    params: { database: "$HOME/state_5.sqlite", reason: "file is not a database" },
    at: null,
    sick: home({ "state_5.sqlite": "no database at all, for as many bytes as it takes to tell".repeat(40) }),
    well: withRow("p", home({})),
  },
  "codex.resident-process": {
    severity: "info",
    params: { pids: ["7"], command: "codex app-server daemon restart" },
    at: null,
    sick: withRow("p", home({})),
    well: withRow("p", home({})),
    machine: running,
  },
  "codex.version-unverified": {
    severity: "info",
    params: { version: "0.200.1", from: "0.58.0", to: "0.169.0" },
    at: null,
    sick: home(session("p", "0.200.1")),
    well: home(session("p", "0.142.0")),
  },
  "codex.state-newer": {
    severity: "info",
    params: { database: "$HOME/state_6.sqlite" },
    at: null,
    sick: withRow("p", home({}), "state_6.sqlite"),
    well: withRow("p", home({})),
  },
};

/** Homes are in a directory of their own, which the expected values call `$HOME`. */
function caseOf({ params, at = "config.toml", fixable, ...rest }: Said<CodexCheck>): CheckCase {
  const all = { ...(at === null ? {} : { file: `$HOME/${at}` }), ...params };
  return {
    well: home({}),
    ...rest,
    fixable: fixable === true,
    params: ({ home: place, root }) =>
      JSON.parse(
        JSON.stringify(all).replaceAll("$HOME/..", root).replaceAll("$HOME", place),
      ) as CodexChecks[CodexCheck],
  };
}

const cases = Object.fromEntries(
  Object.entries(CASES).map(([check, one]) => [check, caseOf(one as Said<CodexCheck>)]),
) as Readonly<Record<CodexCheck, CheckCase>>;

const adapter = codex();

testChecks(longTest, {
  adapter: {
    ...adapter,
    // The machine's own /etc/codex plays no part: the test's own stands for it.
    locate: async (environment, view, place) =>
      (await adapter.locate({ ...environment, platform: "other" }, view, place)).map((store) => ({
        ...store,
        readRoots: [...store.readRoots, view.path(store.home, "../etc/codex")],
      })),
  },
  environment: ({ home: place, root }) => ({
    home: root,
    platform: "linux",
    variables: { CODEX_HOME: place },
  }),
  ignore: (name) => name.startsWith("thread-writer-locks/"),
  cases,
  secrets: SECRETS,
});
