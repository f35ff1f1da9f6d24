/** Why a switch is refused although it could be written. Some give way to `--force`, and are warnings then. */
export type ClaudeProblems = {
  /** The profile has no key, or a blank one: the login's token would go to its server. */
  readonly "claude-code.key-missing": InProfile;
  /** Claude Code asks us for its key, and we have none: requests have empty credentials. */
  readonly "claude-code.helper-key-missing": InProfile;
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
  /** After the undo this server would get a credential of the file that it was not given. */
  readonly "claude-code.undo-credential": InFile & { readonly url: string };
};

/** What makes planning, or reading a home, impossible. */
export type ClaudeErrors = ClaudeProviderErrors & {
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
  /** A file that is there and cannot be read; `system` is what the system says, `EFTYPE` for what is no file. */
  readonly "claude-code.file-unreadable": InFile & { readonly system: string };
  /** Any other file that cannot be read as what it is. */
  readonly "claude-code.file-syntax": Syntax;
  /** Sessions of Claude Code name no provider: there is nothing to move. */
  readonly "claude-code.no-sessions": Record<string, never>;
  /** A goal of a later contract. */
  readonly "claude-code.unknown-goal": { readonly goal: string };
  /** Values of ours that somebody has changed since. */
  readonly "claude-code.undo-changed": InFile & { readonly keys: readonly string[] };
  /** After the undo the login's token would go to that server. */
  readonly "claude-code.undo-exposed": InFile & { readonly url: string };
};

/** Why providers cannot be changed like this. */
export type ClaudeProviderErrors = {
  readonly "claude-code.provider-exists": { readonly id: string };
  readonly "claude-code.provider-in-use": { readonly id: string };
  /** `official`, and the router's. */
  readonly "claude-code.provider-reserved": { readonly id: string };
  /** Two changes of one goal are about it. */
  readonly "claude-code.provider-twice": { readonly id: string };
  /** Upstream makes ids of names; `made` is the one that it would make. */
  readonly "claude-code.provider-id": { readonly id: string; readonly made: string };
  readonly "claude-code.provider-name": {
    readonly id: string;
    readonly name: string;
    readonly made: string;
  };
  readonly "claude-code.field-unknown": { readonly field: string; readonly known: readonly string[] };
  readonly "claude-code.field-malformed": { readonly field: string };
  readonly "claude-code.field-needed": { readonly field: string };
  /** A copy with another server. */
  readonly "claude-code.key-needed": { readonly id: string };
  readonly "claude-code.base-url-invalid": Record<string, never>;
  /** A user, a password, a query or a fragment: Claude Code appends a path. */
  readonly "claude-code.base-url-extra": Record<string, never>;
  readonly "claude-code.base-url-version": { readonly url: string };
  readonly "claude-code.key-invalid": Record<string, never>;
  readonly "claude-code.key-store-unknown": { readonly keyStore: string; readonly known: readonly string[] };
  /** Profiles belong to the usual home. */
  readonly "claude-code.profiles-elsewhere": InFile & { readonly home: string };
  /** There would be no profile in upstream's file, so its older one would count again. */
  readonly "claude-code.profiles-legacy": InFile;
  /** Undoing it would take away, or change, what settings use. */
  readonly "claude-code.undo-in-use": { readonly id: string };
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
  /** An old upstream left JSON in its TOML file, and reads nothing in it. */
  readonly "claude-code.profiles-json": InFile;
  /** The address leads to another server, which gets the provider's key from now on. */
  readonly "claude-code.key-goes-along": { readonly id: string; readonly url: string };
  /** A value of a wrong kind, for which Claude Code ignores the whole file, what a switch writes included. */
  readonly "claude-code.settings-kind": InFile & { readonly line: number; readonly reason: string };
  /** With these fixes the login's token would go to the address in settings, which it does not now. */
  readonly "claude-code.fix-withheld": InFile & { readonly checks: readonly string[] };
  /** It has no key yet, and cannot be switched to before it has one. */
  readonly "claude-code.key-missing-yet": { readonly id: string };
  /** It is not there, so there is nothing to remove. */
  readonly "claude-code.provider-absent": { readonly id: string };
  /** Upstream makes another id of its name when it writes its file. */
  readonly "claude-code.profile-renamed": InProfile & { readonly made: string };
  /** A settings file of the machine that may override the user's cannot be read. */
  readonly "claude-code.settings-unreadable": InFile;
  /** A running session would keep what is removed, so the undo empties it instead. */
  readonly "claude-code.undo-emptied": { readonly keys: readonly string[] };
  /** The state before had an address without a credential, and it is restored as it was. */
  readonly "claude-code.login-exposed": InFile & { readonly url: string };
};

/** What only a diagnosis says; where a switch or `status` says it as well, the check has that code. */
export type ClaudeChecks = {
  /** Both headers are sent. */
  readonly "claude-code.both-credentials": InFile;
  /** `ANTHROPIC_CUSTOM_HEADERS` while Anthropic's own service is in use. */
  readonly "claude-code.custom-headers": InFile & { readonly keys: readonly string[] };
  /** An address of the user's own, which is no http or https URL. */
  readonly "claude-code.settings-url-invalid": InFile;
  /** One that ends with what Claude Code appends. */
  readonly "claude-code.settings-url-version": InFile & { readonly url: string };
  /** Keys of the user's own with white space or control characters in them. */
  readonly "claude-code.settings-key-malformed": InFile & { readonly keys: readonly string[] };
  /** A model that only another provider has. */
  readonly "claude-code.stale-model": InFile & { readonly model: string };
  /** The first characters of a key are approved, and Claude Code looks for the last. */
  readonly "claude-code.approval-beginning": InProfile;
  /** Claude Code asks for a login, although it needs none. */
  readonly "claude-code.onboarding-missing": InFile;
  /** Keys that no profile uses any more. */
  readonly "claude-code.key-orphaned": InFile & { readonly profiles: readonly string[] };
  /** Others than its owner can read the keys in it; `mode` is octal. */
  readonly "claude-code.loose-mode": InFile & { readonly mode: string };
  /** What was used last is none of the versions from `from` to `to`. */
  readonly "claude-code.version-unverified": {
    readonly version: string;
    readonly from: string;
    readonly to: string;
  };
};

/** Where settings, approvals and upstream's profile file disagree with the current target. */
export type ClaudeDrift = {
  readonly "claude-code.drift-profile": InFile & { readonly profile: string };
  readonly "claude-code.drift-leftovers": InFile & { readonly keys: readonly string[] };
  readonly "claude-code.drift-models": InFile & { readonly keys: readonly string[] };
  readonly "claude-code.drift-exports": { readonly variables: readonly string[] };
  /** The login's token goes to that server. */
  readonly "claude-code.url-alone": InFile & { readonly url: string };
  /** Claude Code does not use a key that is not approved, but the login's token: on the same server. */
  readonly "claude-code.drift-approval": InFile;
};

/** The one next step of an error. */
export type ClaudeHints = {
  readonly "claude-code.hint-edit-file": { readonly file: string; readonly line: number };
  readonly "claude-code.hint-profile": InProfile;
  readonly "claude-code.hint-list": Record<string, never>;
  readonly "claude-code.hint-home": Record<string, never>;
  readonly "claude-code.hint-switch-first": Record<string, never>;
  /** `--force` goes on in spite of it. */
  readonly "claude-code.hint-force": Record<string, never>;
};

/** Every code that this store emits, and its message values. */
export type ClaudeParams = ClaudeProblems &
  ClaudeErrors &
  ClaudeNotices &
  ClaudeChecks &
  ClaudeDrift &
  ClaudeHints;

export type ClaudeCode = keyof ClaudeParams;

type InFile = { readonly file: string };
type InProfile = { readonly file: string; readonly profile: string };
type Syntax = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
};
