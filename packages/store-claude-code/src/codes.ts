/** Why a switch is refused although it could be written. Some give way to `--force`, and are warnings then. */
export type ClaudeProblems = {
  /** The profile has no key, or a blank one: the login's token would go to its server. */
  readonly "claude-code.key-missing": InProfile;
  /** White space or control characters in the key: 2.1.197 sends them, and the server refuses. */
  readonly "claude-code.key-malformed": InProfile;
  /** Without an address of its own the key would go to api.anthropic.com. */
  readonly "claude-code.url-missing": InProfile;
  /** The address is no http or https URL. */
  readonly "claude-code.url-invalid": InProfile;
  /** Claude Code appends `/v1/messages` itself, so every request would end in 404. */
  readonly "claude-code.url-version": InProfile & { readonly url: string };
  /** Neither `api_key`, `auth_token` nor `ccr_proxy`. */
  readonly "claude-code.auth-type": InProfile & { readonly value: string };
  /** The profile goes through claude-code-router, which has no config here. */
  readonly "claude-code.ccr-missing": InProfile;
  /** A settings file above the user's sets these keys, whatever we write. */
  readonly "claude-code.keys-overridden": InFile & { readonly keys: readonly string[] };
  /** `apiKeyHelper` fills the header that the target's credential leaves free: its key would go to the target's server. */
  readonly "claude-code.api-key-helper": InFile;
  /** A Console key (`primaryApiKey`) is sent in addition to an AUTH_TOKEN. */
  readonly "claude-code.console-key": InFile;
};

/** What makes planning, or reading a home, impossible. */
export type ClaudeErrors = {
  readonly "home-missing": { readonly tool: string; readonly home: string };
  /** The home is only named so far: there is no directory to write a file into. */
  readonly "claude-code.home-not-made": { readonly home: string };
  readonly "claude-code.unknown-target": {
    readonly target: string;
    readonly closest: readonly string[];
    readonly known: readonly string[];
  };
  /** Claude Code ignores a settings file with a comment, a trailing comma, or a value of a wrong type as a whole. */
  readonly "claude-code.settings-ignored": Syntax;
  /** Any other file that cannot be read as what it is. */
  readonly "claude-code.file-syntax": Syntax;
  /** Sessions of Claude Code name no provider: there is nothing to move. */
  readonly "claude-code.no-sessions": Record<string, never>;
  /** Values of ours that somebody has changed since. */
  readonly "claude-code.undo-changed": InFile & { readonly keys: readonly string[] };
  /** After the undo the login's token would go to that server. */
  readonly "claude-code.undo-exposed": InFile & { readonly url: string };
};

/** What to know; the switch goes on. */
export type ClaudeNotices = {
  /** A running session takes server and credential at once, but keeps its model. */
  readonly "claude-code.restart-for-model": { readonly pids: readonly string[] };
  /** Values that belong to no profile are emptied. */
  readonly "claude-code.emptied": InFile & { readonly keys: readonly string[] };
  /** Exported variables that settings mask from now on. */
  readonly "claude-code.exports-masked": { readonly variables: readonly string[] };
  /** With this variable set settings say nothing about the provider, or cannot reach it. */
  readonly "claude-code.host-variable": { readonly variable: string };
  /** `env` names another home, and 2.1.330 goes by the settings of that one. */
  readonly "claude-code.moved-home": InFile & { readonly home: string };
  /** The word means something else here. */
  readonly "claude-code.reserved-profile": InProfile;
  /** Requests go to another backend, whatever the address says. */
  readonly "claude-code.other-backend": InFile & { readonly keys: readonly string[] };
  /** `null` is not unset: it is sent as the text `null`. */
  readonly "claude-code.null-values": InFile & { readonly keys: readonly string[] };
  /** Keys that rewrite or veto the model. */
  readonly "claude-code.models-restricted": InFile & { readonly keys: readonly string[] };
  /** A settings file of the machine that may override the user's cannot be read. */
  readonly "claude-code.settings-unreadable": InFile;
  /** A running session would keep what is removed, so the undo empties it instead. */
  readonly "claude-code.undo-emptied": { readonly keys: readonly string[] };
  /** The state before had an address without a credential, and it is restored as it was. */
  readonly "claude-code.login-exposed": InFile & { readonly url: string };
};

/** Where settings, approvals and upstream's profile file disagree with the current target. */
export type ClaudeDrift = {
  readonly "claude-code.drift-profile": InFile & { readonly profile: string };
  readonly "claude-code.drift-leftovers": InFile & { readonly keys: readonly string[] };
  readonly "claude-code.drift-models": InFile & { readonly keys: readonly string[] };
  readonly "claude-code.drift-exports": { readonly variables: readonly string[] };
  /** Claude Code does not use a key that is not approved, but the login's token: on the same server. */
  readonly "claude-code.drift-approval": InFile;
};

/** The one next step of an error. */
export type ClaudeHints = {
  readonly "claude-code.hint-edit-file": { readonly file: string; readonly line: number };
  readonly "claude-code.hint-profile": InProfile;
  readonly "claude-code.hint-list": Record<string, never>;
  readonly "claude-code.hint-home": Record<string, never>;
  /** `--force` goes on in spite of it. */
  readonly "claude-code.hint-force": Record<string, never>;
};

/** Every code that this store emits, and its message values. */
export type ClaudeParams = ClaudeProblems & ClaudeErrors & ClaudeNotices & ClaudeDrift & ClaudeHints;

export type ClaudeCode = keyof ClaudeParams;

type InFile = { readonly file: string };
type InProfile = { readonly file: string; readonly profile: string };
type Syntax = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
};
