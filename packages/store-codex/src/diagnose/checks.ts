/** The params of each check of a Codex home. What is also said elsewhere (a switch, `status`) has the same id there. */
export type CodexChecks = ConfigChecks & TableChecks & LayerChecks & AuthChecks & SessionChecks & RunChecks;

export type CodexCheck = keyof CodexChecks;

type InFile = { readonly file: string };
type AtLine = InFile & { readonly line: number };
type InTable = AtLine & { readonly provider: string };
type Syntax = AtLine & { readonly column: number; readonly reason: string };
type KeyEntry = InFile & { readonly provider: string; readonly entry: string };

/** `config.toml`, but for its tables of providers. */
type ConfigChecks = {
  readonly "codex.config-syntax": Syntax;
  readonly "codex.config-unreadable": InFile & { readonly system: string };
  /** Others may read it, and it holds something secret. `mode` is octal. */
  readonly "codex.config-open": InFile & { readonly mode: string };
  readonly "codex.legacy-profile": AtLine & { readonly profile: string };
  readonly "codex.legacy-profile-tables": AtLine & { readonly profiles: readonly string[] };
  readonly "codex.provider-swallowed": AtLine & { readonly table: string };
  readonly "codex.drift-provider-unknown": AtLine & { readonly provider: string };
  /** A root key that Codex ignores and that somebody may count on. */
  readonly "codex.ignored-setting": AtLine & { readonly setting: string };
  /** A root key of instructions for older versions, without an effect. */
  readonly "codex.preferred-auth-method": AtLine;
  readonly "codex.openai-base-url": AtLine & { readonly url: string };
  readonly "codex.credentials-store": AtLine & { readonly store: string; readonly provider: string };
  readonly "codex.credentials-store-auto": AtLine;
  /** `cli_auth_credentials_store` is none of those that there are. */
  readonly "codex.credentials-store-unknown": AtLine;
  readonly "codex.forced-login": AtLine & { readonly method: string; readonly provider: string };
  readonly "codex.forced-workspace": AtLine;
  readonly "codex.drift-shared-table": InTable & { readonly target: string };
  readonly "codex.drift-shared-unknown": InTable;
  readonly "codex.drift-shared-unmarked": InTable;
};

/** Tables of providers. */
type TableChecks = {
  readonly "codex.reserved-id": InTable;
  readonly "codex.dotted-id": InTable;
  readonly "codex.official-table": InTable;
  readonly "codex.wire-api": InTable & { readonly value: string };
  readonly "codex.name-missing": InTable;
  readonly "codex.auth-combined": InTable;
  readonly "codex.base-url-missing": InTable;
  readonly "codex.base-url-scheme": InTable;
  /** It ends with the path that Codex adds. */
  readonly "codex.base-url-endpoint": InTable;
  /** It has a query, a fragment or white space. */
  readonly "codex.base-url-extra": InTable;
  /** Not a table, where one of a provider, or all of them, should be. */
  readonly "codex.provider-no-table": AtLine & { readonly table: string };
  /** Fields that hold another type than Codex takes. */
  readonly "codex.field-type": InTable & { readonly fields: readonly string[] };
  /** Fields that Codex knows, and does not take in this table. */
  readonly "codex.fields-refused": InTable & { readonly fields: readonly string[] };
  /** Fields of earlier zcf, which Codex does not know. */
  readonly "codex.earlier-fields": InTable & { readonly fields: readonly string[] };
  /** Other fields that Codex does not know. */
  readonly "codex.unknown-fields": InTable & { readonly fields: readonly string[] };
  readonly "codex.requires-openai-auth-missing": InTable;
  /** Its own token would be sent, and Codex's terminal interface wants a login all the same. */
  readonly "codex.login-screen": InTable;
  /** Empty, or with white space. */
  readonly "codex.token-malformed": InTable;
  readonly "codex.env-key-missing": InTable & { readonly variable: string };
  /** `env_key` names no variable. */
  readonly "codex.env-key-empty": InTable;
  /** Codex asks `zcf key` for a key that is not in `file`. */
  readonly "codex.command-key-missing": InFile & { readonly provider: string };
  /** Codex asks `zcf key`, and there is no such program on the `PATH`. */
  readonly "codex.command-not-found": InTable;
};

/** What is above or below the user's file. */
type LayerChecks = {
  readonly "codex.managed-provider": InFile & { readonly value: string; readonly provider: string };
  readonly "codex.managed-model": InFile & { readonly value: string };
  readonly "codex.system-provider": InFile & { readonly value: string };
  readonly "codex.system-unreadable": InFile;
  readonly "codex.env-api-key": { readonly variable: string };
};

/** `auth.json`, and our own `zcf-keys.json`. */
type AuthChecks = {
  readonly "codex.auth-syntax": Syntax;
  readonly "codex.auth-unreadable": InFile & { readonly system: string };
  readonly "codex.auth-open": InFile & { readonly mode: string };
  readonly "codex.auth-read-only": InFile & { readonly mode: string };
  readonly "codex.auth-linked": InFile & { readonly target: string };
  /** No credential in it at all. */
  readonly "codex.auth-empty": InFile;
  /** Its `auth_mode` is none of those that there are. */
  readonly "codex.auth-mode-unknown": InFile;
  /** A key and an account, and nothing says which. */
  readonly "codex.auth-mode-missing": InFile;
  readonly "codex.auth-key-malformed": InFile;
  readonly "codex.login-incomplete": InFile;
  readonly "codex.keys-syntax": Syntax;
  readonly "codex.keys-unreadable": InFile & { readonly system: string };
  /** Another file or directory of the home cannot be read, and what it would tell is not told. */
  readonly "codex.file-unreadable": InFile & { readonly system: string };
  readonly "codex.keys-open": InFile & { readonly mode: string };
  readonly "codex.key-missing": KeyEntry;
  readonly "codex.key-malformed": KeyEntry;
  readonly "codex.key-unknown": InFile & { readonly provider: string };
  readonly "codex.key-owner-unknown": InFile;
  readonly "codex.old-codex-sends-auth": InFile & { readonly provider: string };
  readonly "codex.drift-key": KeyEntry;
  readonly "codex.drift-auth-mode": InFile & { readonly provider: string; readonly mode: string };
  readonly "codex.drift-official-key": InFile & { readonly providers: readonly string[] };
};

type SessionChecks = {
  readonly "codex.drift-sessions": { readonly provider: string; readonly sessions: number };
  /** Their provider has no table: Codex from 0.166 on does not resume them. */
  readonly "codex.sessions-orphaned": { readonly providers: readonly string[]; readonly sessions: number };
  /** Further on they name other providers, `providers`, than the one they are listed under. */
  readonly "codex.sessions-mixed": { readonly providers: readonly string[]; readonly sessions: number };
  /** A row of the index names another provider than the file. */
  readonly "codex.sessions-rows": { readonly sessions: number };
  readonly "codex.sessions-unreadable": { readonly sessions: number; readonly files: readonly string[] };
  readonly "codex.sqlite-unavailable": { readonly databases: readonly string[] };
  readonly "codex.state-schema-unknown": { readonly database: string };
  readonly "codex.state-unreadable": { readonly database: string; readonly reason: string };
};

/** What runs, and in which version. */
type RunChecks = {
  readonly "codex.resident-process": { readonly pids: readonly string[]; readonly command: string };
  /** What wrote the newest session is none of the versions from `from` to `to`. */
  readonly "codex.version-unverified": {
    readonly version: string;
    readonly from: string;
    readonly to: string;
  };
  readonly "codex.state-newer": { readonly database: string };
};
