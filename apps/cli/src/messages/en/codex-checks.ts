import type { CodexCheck, CodexCode } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** What is wrong with a Codex home, as far as nothing else says it. */
export const codexChecks: Readonly<Record<Exclude<CodexCheck, CodexCode>, CodeText>> = {
  "codex.config-unreadable": {
    what: "{file} cannot be read ({system}), so Codex does not start, and nothing can be told of its providers.",
    next: "See to it that you may read it, and that it is a file.",
  },
  "codex.config-open": {
    what: "{file} holds a key, and others than you can read it (mode {mode}).",
    next: "chmod 600 {file}",
  },
  "codex.legacy-profile-tables": {
    what: "{file}:{line}: profiles of the old kind ({profiles}) have no effect since Codex 0.140, and codex --profile refuses to start beside them.",
    next: "Move each one to a file of its own, such as work.config.toml, and remove its table.",
  },
  "codex.ignored-setting": {
    what: "{file}:{line}: Codex ignores {setting} here, whatever it says.",
    next: "Remove the line; a provider's key belongs into its own table (zcf provider edit).",
  },
  "codex.forced-workspace": {
    what: "{file}:{line} allows another ChatGPT workspace than the one you are logged in to: codex exec would delete auth.json, whatever provider is in use.",
    next: "Log in to that workspace, or remove the line.",
  },
  "codex.dotted-id": {
    what: '{file}:{line}: an id with a dot that is not quoted makes a provider "{provider}" without a name of its own, and Codex does not start.',
    next: 'Quote the whole id: [model_providers."{provider}.…"].',
  },
  "codex.base-url-endpoint": {
    what: '{file}:{line}: the base_url of "{provider}" ends with the path that Codex adds itself, so every request goes to an address that is not there.',
    next: "Take the last part away; the URL usually ends with /v1.",
  },
  "codex.base-url-extra": {
    what: '{file}:{line}: the base_url of "{provider}" has a query, a fragment or white space, and Codex puts its own path behind that.',
    next: "Take it away; parameters belong into query_params.",
  },
  "codex.unknown-fields": {
    what: '{file}:{line}: Codex does not know {fields} in the table "{provider}": it warns at every start, and with --strict-config it does not start.',
    next: "Remove them; what zcf itself needs to know it keeps in zcf-keys.json.",
  },
  "codex.token-malformed": {
    what: '{file}:{line}: the token of "{provider}" is empty or has white space in it, so Codex sends no usable key.',
    next: "Correct it: zcf provider edit {provider}.",
  },
  "codex.auth-unreadable": {
    what: "{file} cannot be read ({system}), so nothing can be told of the keys in it.",
    next: "See to it that you may read it, and that it is a file.",
  },
  "codex.auth-open": {
    what: "{file} holds your login or keys, and others than you can read it (mode {mode}).",
    next: "chmod 600 {file}",
  },
  "codex.auth-read-only": {
    what: "{file} is read-only (mode {mode}): Codex can neither log in nor renew a login, and says so only when it has to.",
    next: "chmod 600 {file}",
  },
  "codex.auth-linked": {
    what: "{file} is a link to {target}: codex logout removes the link and leaves the login behind.",
    next: "After a logout remove that file too.",
  },
  "codex.auth-empty": {
    what: "{file} has no credential in it, and with such a file Codex's terminal interface exits where it would offer the login.",
    next: "Remove the file, or log in: codex login.",
  },
  "codex.auth-mode-missing": {
    what: "{file} has both a key and a ChatGPT login and does not say which: Codex sends the key, so it is the key's owner who pays.",
    next: "Log in again with the one that you mean: codex login, or codex login --with-api-key.",
  },
  "codex.auth-key-malformed": {
    what: "The key in {file} has white space or a line break in it, and Codex then sends nothing.",
    next: "Log in with the key again: codex login --with-api-key.",
  },
  "codex.login-incomplete": {
    what: "The login in {file} has no last_refresh, and Codex then sends no token.",
    next: "Log in again: codex login.",
  },
  "codex.keys-open": {
    what: "{file} holds keys that wait, and others than you can read it (mode {mode}).",
    next: "chmod 600 {file}",
  },
  "codex.sessions-orphaned": {
    what: "The providers of some sessions ({sessions}) have no table any more: {providers}. Codex 0.166 and later does not resume them.",
    next: "Move them to what you use now: zcf sessions sync. Or add the provider again.",
  },
  "codex.sessions-rows": {
    what: "Codex's index says another provider than the session's own file does ({sessions}), so they are listed under one and resumed under the other.",
    next: "Move them once: zcf sessions sync.",
  },
  "codex.sessions-unreadable": {
    what: "Some sessions cannot be read and stay behind at every switch ({sessions}): {files}.",
    next: "zcf sessions list --all says why for each.",
  },
  "codex.version-unverified": {
    what: "The newest session is by Codex {version}; zcf was tried with {from} to {to}, and what another version does may differ.",
    next: "Look whether there is a newer zcf; zcf undo takes back what does not work out.",
  },
  "codex.state-newer": {
    what: "{database} is of a newer kind than zcf was tried with; Codex may keep the provider of sessions in places that zcf does not know.",
    next: "Look whether there is a newer zcf.",
  },
};
