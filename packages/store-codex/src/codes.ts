import type { SessionCode } from "./sessions/index.ts";

/** Why a switch is refused although it could be written. With `--force` most become warnings; the message's values stay. */
export type CodexProblems = {
  /** A root `profile = "…"`: 0.130 lets it win over `model_provider`, 0.140 on does not start. */
  readonly "codex.legacy-profile": { readonly file: string; readonly line: number; readonly profile: string };
  /** `model_provider` stands below a table header, so it belongs to that table and has no effect. */
  readonly "codex.provider-swallowed": InFile & { readonly table: string };
  /** Codex does not start: a table of this name may not be there. */
  readonly "codex.reserved-id": InTable;
  /** Codex does not start (0.115 to 0.169): any table with a `wire_api` other than `responses`. */
  readonly "codex.wire-api": InTable & { readonly value: string };
  /** Codex does not start: any table without a name. */
  readonly "codex.name-missing": InTable;
  /** Codex does not start: `auth.command` beside `env_key`, a token or `requires_openai_auth`. */
  readonly "codex.auth-combined": InTable;
  /** Requests, and the credential with them, would go to api.openai.com. */
  readonly "codex.base-url-missing": InTable;
  /** Codex tries for half a minute, then fails ("builder error"). */
  readonly "codex.base-url-scheme": InTable;
  /** Codex ignores `auth.json` (`cli_auth_credentials_store`), where this provider's key would have to go. */
  readonly "codex.credentials-store": {
    readonly file: string;
    readonly store: string;
    readonly provider: string;
  };
  /** `forced_login_method` does not allow what `auth.json` would hold: `codex exec` would delete the file. */
  readonly "codex.forced-login": {
    readonly file: string;
    readonly method: string;
    readonly provider: string;
  };
  /** A layer above the user's file decides the provider: `value`, whatever we write. */
  readonly "codex.managed-provider": {
    readonly file: string;
    readonly value: string;
    readonly provider: string;
  };
  /** The provider's key is not where its table says; `codex login`, `codex logout` and token refresh delete such entries. */
  readonly "codex.key-missing": KeyEntry;
  /** The provider's stored key has white space or a line break; Codex would send nothing. */
  readonly "codex.key-malformed": KeyEntry;
  /** Nothing says which key is this provider's, and the credential in `auth.json` was given for another server. */
  readonly "codex.key-unknown": { readonly file: string; readonly provider: string };
  /** Nothing says whether the key in `auth.json` is OpenAI's own; with force it is taken for that. */
  readonly "codex.key-owner-unknown": { readonly file: string };
  /** Every id that a shared table may have is that of a table of the user's. */
  readonly "codex.shared-id-taken": InFile & { readonly providers: readonly string[] };
  /** The table in use has the shared one's id, but neither its mark nor what zcf wrote: a switch must say what becomes of sessions. */
  readonly "codex.shared-unmarked": InTable;
  /** The table adjusts a provider that Codex has built in, which a copy under another id does not. */
  readonly "codex.shared-built-in": InTable;
  /** A table may not be removed while sessions refer to it; `threads` are the first 20 of them. */
  readonly "codex.table-in-use": InTable & { readonly sessions: number; readonly threads: readonly string[] };
  /** Undone without the other one of config and `auth.json`: a credential would go to a server it was not given for. */
  readonly "codex.undo-together": {
    readonly file: string;
    readonly other: string;
    readonly provider: string;
  };
  /** After the undo Codex would send what `auth.json` holds by then to a server it was not given for. */
  readonly "codex.undo-credential": { readonly file: string; readonly provider: string };
  /** A running Codex keeps the credential it started with, and would send it to the new server. */
  readonly "codex.resident-process": { readonly pids: readonly string[]; readonly command: string };
  /** `auth.json` is not JSON: needed for this target only. */
  readonly "codex.auth-syntax": Syntax;
};

/** What makes planning impossible. */
export type CodexErrors = {
  /** The contract's own code: no such directory. */
  readonly "home-missing": { readonly tool: string; readonly home: string };
  readonly "codex.config-syntax": Syntax;
  /** Our own file of parked keys cannot be read. */
  readonly "codex.keys-syntax": Syntax;
  /** A value that the operation set was changed since; `line` is 0 where that cannot be told. */
  readonly "codex.undo-changed": { readonly file: string; readonly key: string; readonly line: number };
  readonly "codex.unknown-target": {
    readonly target: string;
    readonly closest: readonly string[];
    readonly known: readonly string[];
  };
  /** A new provider's id: letters, digits, `-` and `_`, 64 at most. */
  readonly "codex.id-form": { readonly provider: string };
  /** Codex has a provider of that name itself, or the word means something to zcf. */
  readonly "codex.id-reserved": { readonly provider: string };
  /** A provider has that id, or one that differs in case only. */
  readonly "codex.id-taken": InTable & { readonly existing: string };
  readonly "codex.field-unknown": { readonly field: string; readonly known: readonly string[] };
  readonly "codex.field-missing": Field;
  /** Empty, several lines, or none of `values`, where there are some. */
  readonly "codex.field-value": Field & { readonly values: readonly string[] };
  readonly "codex.url-scheme": { readonly provider: string };
  /** A query, a fragment, a user or a password: Codex adds its path behind all that. */
  readonly "codex.url-extra": { readonly provider: string };
  /** The URL names the endpoint, which Codex adds itself. */
  readonly "codex.url-endpoint": { readonly provider: string };
  readonly "codex.key-store-unknown": { readonly store: string; readonly known: readonly string[] };
  /** No key is given, and none is there that could move along. */
  readonly "codex.key-needed": InStore;
  /** Without a base URL Codex sends the key to api.openai.com. */
  readonly "codex.key-without-url": { readonly provider: string };
  /** A key is given to what takes none. */
  readonly "codex.key-not-taken": InStore;
  /** Blank, or with white space or something that no header can hold. */
  readonly "codex.key-form": { readonly provider: string };
  /** Not the name of a variable. */
  readonly "codex.variable-form": { readonly provider: string };
  /** Two changes of one goal are about the same provider. */
  readonly "codex.changed-twice": { readonly provider: string };
  /** The table adjusts a provider that Codex has built in; only its removal is ours. */
  readonly "codex.built-in-table": InTable;
  /** The provider to be removed is the one in use. */
  readonly "codex.provider-in-use": InTable;
  /** Named to be moved, and not there; `closest` may have been meant. */
  readonly "codex.unknown-session": {
    readonly sessions: readonly string[];
    readonly closest: readonly string[];
  };
};

/** What the user should know; nothing is refused. */
export type CodexNotices = {
  /** Only the config changes: threads that are loaded stay on the old provider until a restart. */
  readonly "codex.restart-needed": { readonly pids: readonly string[]; readonly command: string };
  /** `auth.json` changes, and this system does not show running processes: restart Codex if it runs. */
  readonly "codex.processes-unknown": { readonly command: string };
  /** This variable is set here: `codex exec` sends it instead of what `auth.json` holds. */
  readonly "codex.env-api-key": { readonly variable: string };
  /** The provider takes its key from this variable, which is not set here. */
  readonly "codex.env-key-missing": { readonly provider: string; readonly variable: string };
  /** `openai_base_url`: the official credential goes there. */
  readonly "codex.openai-base-url": { readonly file: string; readonly url: string };
  /** `cli_auth_credentials_store = "auto"`: with a working keyring Codex may not read `auth.json`. */
  readonly "codex.credentials-store-auto": { readonly file: string };
  /** Codex up to 0.142 sends `auth.json`'s credential to this provider although its table does not ask for it. */
  readonly "codex.old-codex-sends-auth": { readonly file: string; readonly provider: string };
  /** The table names a stored key but not `requires_openai_auth = true`: Codex from 0.150 on sends no key. */
  readonly "codex.requires-openai-auth-missing": InTable;
  /** No credential is there for this target: Codex asks for a login. */
  readonly "codex.login-needed": { readonly provider: string };
  /** `auth.json` had to go; its other entries wait in our file and come back. */
  readonly "codex.keys-parked": { readonly file: string; readonly entries: readonly string[] };
  /** `/etc/codex/config.toml` names a provider, so official is written out as `openai`. */
  readonly "codex.system-provider": { readonly file: string; readonly value: string };
  /** A layer above the user's file decides the model. */
  readonly "codex.managed-model": { readonly file: string; readonly value: string };
  /** A system-wide file that may override the user's cannot be read. */
  readonly "codex.system-unreadable": { readonly file: string };
  /** A table called `official` cannot be switched to: that word means OpenAI's own service. */
  readonly "codex.official-table": InFile;
  /** Sessions are shared: all belong to this provider, whose table is a copy of the current target's. */
  readonly "codex.shared-mode": { readonly provider: string };
  /** Sessions are shared no more; the table is still there, for so many sessions. */
  readonly "codex.shared-left": InTable & { readonly sessions: number };
  /** Leaving: the table stays while sessions refer to it, and stands for the current target meanwhile. */
  readonly "codex.shared-kept": InTable & { readonly sessions: number };
  /** The shared table, or the one it was copied from, was changed by hand; the switch writes it anew. */
  readonly "codex.shared-rewritten": InTable;
  /** The provider to be removed is not there. */
  readonly "codex.provider-gone": { readonly provider: string; readonly closest: readonly string[] };
  /** A new base URL is a host alone; Codex adds no `/v1`. */
  readonly "codex.url-no-path": { readonly provider: string; readonly url: string };
  /** The base URL ends in /v1/v1. */
  readonly "codex.url-v1-twice": { readonly provider: string; readonly url: string };
  /** The key that was kept so far goes: the new place has none, or only names one. */
  readonly "codex.key-dropped": InStore;
  /** The base URL leads to another server, which gets the provider's key from now on. */
  readonly "codex.key-goes-along": { readonly provider: string; readonly url: string };
  /** A provider for another server is made without what was written for the first one. */
  readonly "codex.left-behind": { readonly provider: string; readonly fields: readonly string[] };
  /** A token comes into the file, and others could read it; not any more. */
  readonly "codex.config-closed": { readonly file: string };
  /** Sessions go back to their first providers, and the next switch gathers them again. */
  readonly "codex.restore-while-shared": { readonly provider: string };
};

/** Where config, credentials and sessions disagree. */
export type CodexDrift = {
  /** `model_provider` names no table: Codex does not start. */
  readonly "codex.drift-provider-unknown": { readonly file: string; readonly provider: string };
  /** The key in use is not the one stored for the current provider. */
  readonly "codex.drift-key": { readonly file: string; readonly provider: string; readonly entry: string };
  /** With this `auth_mode` Codex would not send the key, but another credential, to the current provider. */
  readonly "codex.drift-auth-mode": {
    readonly file: string;
    readonly provider: string;
    readonly mode: string;
  };
  /** Official is current, and the key in use is another provider's. */
  readonly "codex.drift-official-key": { readonly file: string; readonly providers: readonly string[] };
  /** Sessions are shared, and the table in use is no copy of its target: one of the two was changed by hand. */
  readonly "codex.drift-shared-table": InTable & { readonly target: string };
  /** Sessions are shared, and what the table in use was copied from is gone, or cannot be told. */
  readonly "codex.drift-shared-unknown": InTable;
  /** The table in use has the shared one's id, but neither its mark nor what zcf wrote: it may be the user's own by now. */
  readonly "codex.drift-shared-unmarked": InTable;
  /** Sessions that belong to other providers than the current one. */
  readonly "codex.drift-sessions": { readonly provider: string; readonly sessions: number };
};

/** The one next step of an error. */
export type CodexHints = {
  readonly "codex.hint-edit-file": { readonly file: string; readonly line: number };
  readonly "codex.hint-list": Record<string, never>;
  readonly "codex.hint-list-sessions": Record<string, never>;
  readonly "codex.hint-add-key": { readonly file: string; readonly entry: string };
  readonly "codex.hint-name-key": { readonly provider: string };
  readonly "codex.hint-not-shared": Record<string, never>;
  readonly "codex.hint-say-sessions": Record<string, never>;
  readonly "codex.hint-switch-instead": Record<string, never>;
  readonly "codex.hint-undo-both": Record<string, never>;
  readonly "codex.hint-providers": Record<string, never>;
  readonly "codex.hint-restart": { readonly command: string };
  readonly "codex.hint-home": Record<string, never>;
  /** `--force` goes on in spite of it. */
  readonly "codex.hint-force": Record<string, never>;
};

/** Every code that this store emits, its sessions' included. */
export type CodexCode =
  | keyof CodexProblems
  | keyof CodexErrors
  | keyof CodexNotices
  | keyof CodexDrift
  | keyof CodexHints
  | SessionCode;

/** The message values of each of the store's codes but the sessions'. */
export type CodexParams = CodexProblems & CodexErrors & CodexNotices & CodexDrift & CodexHints;

type InFile = { readonly file: string; readonly line: number };
type InTable = InFile & { readonly provider: string };
type Field = { readonly provider: string; readonly field: string };
type InStore = { readonly provider: string; readonly store: string };
type KeyEntry = { readonly file: string; readonly provider: string; readonly entry: string };
type Syntax = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
};
