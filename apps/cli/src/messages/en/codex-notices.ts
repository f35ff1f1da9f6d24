import type { CodexDrift, CodexNotices } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** What to know about a Codex home; nothing is refused. */
export const codexNotices: Readonly<Record<keyof CodexNotices | keyof CodexDrift, CodeText>> = {
  "codex.restart-needed": {
    what: "A running Codex (process {pids}) stays on the old provider in the threads it has open.",
    next: "Restart it: {command}",
  },
  "codex.processes-unknown": {
    what: "Running programs cannot be seen here, and a running Codex would keep the old key.",
    next: "If Codex runs, restart it: {command}",
  },
  "codex.env-api-key": {
    what: "{variable} is set: codex exec sends that key instead of the one in auth.json.",
    next: "unset {variable}, unless that key is the one you want.",
  },
  "codex.env-key-missing": {
    what: '"{provider}" takes its key from the variable {variable}, which is not set here.',
    next: "Set it where you start Codex.",
  },
  "codex.openai-base-url": {
    what: "{file} sends the official service's requests, and its key, to {url} (openai_base_url).",
    next: "If that is not meant, remove the line.",
  },
  "codex.credentials-store-auto": {
    what: '{file} says cli_auth_credentials_store = "auto": with a working keyring Codex may not read auth.json.',
    next: 'Set it to "file" if the key does not arrive.',
  },
  "codex.old-codex-sends-auth": {
    what: 'Codex up to 0.142 sends the credential in {file} to "{provider}" too, although its table does not ask for it.',
    next: "Update Codex if yours is that old.",
  },
  "codex.requires-openai-auth-missing": {
    what: '{file}:{line}: without requires_openai_auth = true, Codex from 0.150 on sends no key to "{provider}".',
    next: "Add that line to its table, then run zcf switch {provider}, which sees that its own key is sent.",
  },
  "codex.login-needed": {
    what: 'There is no credential for "{provider}" yet: Codex will ask for a login.',
    next: "Run codex login.",
  },
  "codex.keys-parked": {
    what: "{file} has to go; its other entries ({entries}) wait in zcf-keys.json beside it and come back with the next switch.",
    next: null,
  },
  "codex.system-provider": {
    what: '{file} names "{value}" for this machine, so the official provider is written out as "openai".',
    next: "Nothing needs to be done: zcf switch sees to it.",
  },
  "codex.managed-model": {
    what: '{file} is managed for this machine and sets the model to "{value}".',
    next: "If another model is meant, ask whoever manages this machine.",
  },
  "codex.system-unreadable": {
    what: "{file} may override your configuration, and it cannot be read.",
    next: "It has to be valid TOML, and readable for you: ask whoever manages this machine.",
  },
  "codex.official-table": {
    what: '{file}:{line}: a table called "official" cannot be switched to; the word stands for OpenAI\'s own service.',
    next: "Give the table another name, such as [model_providers.official-2], and model_provider the same if it names it; then zcf sessions sync.",
  },
  "codex.shared-mode": {
    what: 'Sessions are shared: all belong to "{provider}", whose table in config.toml stands for the target in use.',
    next: null,
  },
  "codex.shared-left": {
    what: '{file}:{line}: the table "{provider}" is left from sharing sessions[[; so many still belong to it: {sessions}]].',
    next: "The next switch moves what still belongs to it, and removes the table once nothing does.",
  },
  "codex.shared-kept": {
    what: '{file}:{line}: the table "{provider}" stays for now, because sessions refer to it: {sessions}.',
    next: "A later switch removes it once none does.",
  },
  "codex.shared-rewritten": {
    what: '{file}:{line}: the table "{provider}" is no longer the copy that zcf made; the switch writes it anew.',
    next: "What you changed there belongs into the table of the target itself.",
  },
  "codex.provider-gone": {
    what: 'There is no provider called "{provider}".[[ Did you mean {closest}?]]',
    next: "zcf provider list shows all of them.",
  },
  "codex.url-no-path": {
    what: 'The base URL of "{provider}", {url}, is a server alone, and Codex adds no /v1.',
    next: "Add /v1 if the server answers there: zcf provider edit.",
  },
  "codex.url-v1-twice": {
    what: 'The base URL of "{provider}", {url}, has /v1 twice.',
    next: "Leave one out: zcf provider edit codex/{provider} --base-url URL.",
  },
  "codex.key-dropped": {
    what: 'The key of "{provider}" that is kept now goes: the key store "{store}" has no room for it.',
    next: "Keep it elsewhere if you still need it; zcf undo brings it back.",
  },
  "codex.key-goes-along": {
    what: 'The key of "{provider}", or what its headers or query parameters hold, goes to another server from now on: {url}.',
    next: "If it was not meant for that one, give another key (zcf provider edit), and change headers and parameters in config.toml.",
  },
  "codex.left-behind": {
    what: '"{provider}" is for another server now, so {fields} of the first one stay behind.',
    next: "Add what the new server needs to its table by hand.",
  },
  "codex.config-closed": {
    what: "{file} holds a key from now on: others can no longer read it.",
    next: null,
  },
  "codex.restore-while-shared": {
    what: 'Sessions are shared here: the next switch gathers them under "{provider}" again.',
    next: "To stop sharing, switch with --sessions off (each session back to its own provider) or --sessions sync.",
  },
  "codex.drift-provider-unknown": {
    what: '{file} names a provider that has no table[[, "{provider}"]]: Codex does not start.',
    next: "Switch to one that zcf list shows.",
  },
  "codex.drift-key": {
    what: 'The key in use in {file} is not the one that is stored for "{provider}" ("{entry}").',
    next: "Run zcf switch {provider}.",
  },
  "codex.drift-auth-mode": {
    what: 'With auth_mode "{mode}" in {file}, Codex would not send the key of "{provider}", but another credential.',
    next: "Run zcf switch {provider}.",
  },
  "codex.drift-official-key": {
    what: "The official service is in use with a key in {file} that belongs to another server[[ ({providers})]].",
    next: "Run zcf switch official.",
  },
  "codex.drift-shared-table": {
    what: '{file}:{line}: the table "{provider}", which Codex uses, is no longer a copy of "{target}": one of the two was changed by hand.',
    next: 'Change the table of "{target}" to what you want, then run zcf switch {target}.',
  },
  "codex.drift-shared-unknown": {
    what: '{file}:{line}: the table "{provider}", which Codex uses, is a copy of no target: its own was changed or removed.',
    next: "Switch to one that zcf list shows.",
  },
  "codex.drift-shared-unmarked": {
    what: '{file}:{line}: the table "{provider}", which Codex uses, was the one of shared sessions; zcf\'s comment is gone, and its content is not what zcf wrote.',
    next: "Switch with --sessions sync, off or shared: the table then stays as yours.",
  },
  "codex.drift-sessions": {
    what: 'Sessions that do not belong to "{provider}", so that Codex does not show them: {sessions}.',
    next: "Run zcf sessions sync to move them.",
  },
};
