import type { CodexCheck, CodexCode } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** What is wrong with a Codex home, as far as nothing else says it. */
export const codexChecks: Readonly<Record<Exclude<CodexCheck, CodexCode>, CodeText>> = {
  "codex.config-unreadable": {
    what: "{file} cannot be read ({system}), so Codex does not start, and nothing can be told of its providers.",
    next: "ls -ld {file} shows what it is and whose: it has to be a file of yours (chown, then chmod 600).",
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
    next: "Put the key where Codex reads it, zcf provider edit codex/ID --key-store bearer --key-file FILE, and remove the line.",
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
    next: "zcf provider edit codex/{provider} --base-url URL, without it; parameters belong into query_params.",
  },
  "codex.unknown-fields": {
    what: '{file}:{line}: Codex does not know {fields} in the table "{provider}": it warns at every start, and with --strict-config it does not start.',
    next: "Remove them from that table: Codex does not use them.",
  },
  "codex.earlier-fields": {
    what: '{file}:{line}: the table "{provider}" has {fields}, which earlier zcf wrote and Codex does not know: it warns at every start, and with --strict-config it does not start.',
    next: null,
  },
  "codex.fields-refused": {
    what: '{file}:{line}: Codex does not take {fields} in the table "{provider}", and does not start.',
    next: "Remove them from that table.",
  },
  "codex.field-type": {
    what: '{file}:{line}: in the table "{provider}" Codex takes another kind of value for {fields}, and does not start.',
    next: "Correct them (text stands in quotes, numbers and true or false do not), or remove them.",
  },
  "codex.provider-no-table": {
    what: "{file}:{line}: {table} is no table, and Codex does not start.",
    next: "Remove the line.",
  },
  "codex.preferred-auth-method": {
    what: "{file}:{line}: preferred_auth_method has no effect, whatever it says.",
    next: "Remove the line.",
  },
  "codex.credentials-store-unknown": {
    what: "{file}:{line}: cli_auth_credentials_store is none of file, keyring, auto and ephemeral, and Codex does not start.",
    next: 'Set it to "file".',
  },
  "codex.login-screen": {
    what: '{file}:{line}: "{provider}" has a token of its own and requires_openai_auth = true as well: as long as there is no login, Codex\'s terminal interface asks for one instead of starting.',
    next: "Remove requires_openai_auth from its table.",
  },
  "codex.env-key-empty": {
    what: '{file}:{line}: env_key of "{provider}" names no variable, and Codex stops where it would send a key.',
    next: "zcf provider edit codex/{provider} --key-store env --key-name NAME, with the name of the variable.",
  },
  "codex.command-key-missing": {
    what: 'Codex asks zcf for the key of "{provider}" (zcf key codex/{provider}), and {file} has none.',
    next: "zcf provider edit codex/{provider} --key-store command --key-file FILE, with the key in FILE.",
  },
  "codex.command-not-found": {
    what: '{file}:{line}: Codex asks zcf for the key of "{provider}", and no zcf is on the PATH here, so it gets none.',
    next: "Put zcf on the PATH of what starts Codex; or keep the key in config.toml: zcf provider edit codex/{provider} --key-store bearer.",
  },
  "codex.token-malformed": {
    what: '{file}:{line}: the token of "{provider}" is empty or has white space in it, so Codex sends no usable key.',
    next: "Give it once more: zcf provider edit codex/{provider} --key-store bearer --key-file FILE, with the key in FILE.",
  },
  "codex.auth-unreadable": {
    what: "{file} cannot be read ({system}), so nothing can be told of the keys in it.",
    next: "ls -ld {file} shows what it is and whose: it has to be a file of yours (chown, then chmod 600).",
  },
  "codex.keys-unreadable": {
    what: "{file}, where zcf keeps parked keys, cannot be read ({system}).",
    next: "ls -ld {file} shows what it is and whose: it has to be a file of yours (chown, then chmod 600).",
  },
  "codex.file-unreadable": {
    what: "{file} cannot be read ({system}), so not everything can be told of this home.",
    next: "ls -ld {file}, or of the folder above where that is refused, shows what it is and whose: you have to be able to read it (chown, chmod u+rX).",
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
    next: "Switch once more to what you use, zcf switch official or zcf switch NAME: that keeps the other entries of the file, which may be keys of providers. Log in only after that.",
  },
  "codex.auth-mode-unknown": {
    what: "{file} has an auth_mode that Codex does not know: it takes the file for broken, and sends nothing.",
    next: 'Set "auth_mode" in it to "chatgpt" for the login, or to "apikey" for the key in OPENAI_API_KEY.',
  },
  "codex.auth-mode-missing": {
    what: "{file} has both a key and a ChatGPT login and does not say which: Codex sends the key, so it is the key's owner who pays.",
    next: 'Say it in the file: "auth_mode": "chatgpt" for the login, "auth_mode": "apikey" for the key. (A new login would do, and remove the keys of other providers.)',
  },
  "codex.auth-key-malformed": {
    what: "OPENAI_API_KEY in {file} is empty, or has white space or a line break in it, and Codex then sends nothing of use.",
    next: "Correct that entry; where the ChatGPT login is meant, set it to null. (A new login would do, and remove the keys of other providers.)",
  },
  "codex.login-incomplete": {
    what: "The login in {file} has no last_refresh, and Codex then sends no token.",
    next: 'Add "last_refresh" with the present time to it, such as "2026-01-31T12:00:00Z". (A new login would do, and remove the keys of other providers.)',
  },
  "codex.keys-open": {
    what: "{file} holds keys that wait, and others than you can read it (mode {mode}).",
    next: "chmod 600 {file}",
  },
  "codex.sessions-orphaned": {
    what: "The providers of some sessions ({sessions}) have no table any more: {providers}. Codex 0.166 and later does not resume them.",
    next: "Move them to what you use now: zcf sessions sync. Or add the provider again.",
  },
  "codex.sessions-mixed": {
    what: "Some sessions name another provider further on ({providers}) than the one they are listed under ({sessions}): a search in Codex 0.145 or later puts them back there, and they vanish from the list.",
    next: "Make them one: zcf sessions sync.",
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
