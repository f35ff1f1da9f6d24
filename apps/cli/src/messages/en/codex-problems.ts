import type { CodexErrors, CodexProblems } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** Why a switch of Codex is refused. */
export const codexProblems: Readonly<Record<keyof CodexErrors | keyof CodexProblems, CodeText>> = {
  "home-missing": {
    what: "There is no {tool} home at {home}.",
    next: "Start the tool once, or name its home with --home DIR.",
  },
  "codex.unknown-target": {
    what: 'There is no target called "{target}".[[ Did you mean {closest}?]]',
    next: "zcf list shows all targets.",
  },
  "codex.id-form": {
    what: '"{provider}" cannot be the id of a provider.',
    next: "Use letters, digits, - and _, beginning with a letter or digit, 64 at most.",
  },
  "codex.id-reserved": {
    what: '"{provider}" is the name of something that Codex or zcf has itself.',
    next: "Choose another id.",
  },
  "codex.id-taken": {
    what: '{file}:{line}: there is a provider "{existing}" already, so another one cannot be called "{provider}".',
    next: "Choose another id, or change that one: zcf provider edit.",
  },
  "codex.field-unknown": {
    what: 'A provider of Codex has no field "{field}".',
    next: "These can be set: {known}.",
  },
  "codex.field-missing": {
    what: '"{provider}" cannot be without {field}.',
    next: "Add it.",
  },
  "codex.field-value": {
    what: 'The {field} of "{provider}" cannot be that.',
    next: "Give one line of text[[, one of: {values}]].",
  },
  "codex.url-scheme": {
    what: 'The base URL of "{provider}" is no address that Codex can use.',
    next: "Begin with https:// or http:// and the name of the server.",
  },
  "codex.url-extra": {
    what: 'The base URL of "{provider}" has a user, a query or a fragment; Codex would add its path behind it.',
    next: "Leave that out; the key goes to its own place.",
  },
  "codex.url-endpoint": {
    what: 'The base URL of "{provider}" names the endpoint, which Codex adds itself.',
    next: "Leave out the last part; mostly the URL then ends in /v1.",
  },
  "codex.key-store-unknown": {
    what: 'There is no place for keys called "{store}".',
    next: "Choose one of: {known}.",
  },
  "codex.key-needed": {
    what: '"{provider}" has no key that could be kept in {store}.',
    next: "Give the key, or choose --key-store none if the server wants none.",
  },
  "codex.key-without-url": {
    what: '"{provider}" has no base URL, so Codex would send its key to api.openai.com.',
    next: "Give it a base URL first, or in the same step: zcf provider edit codex/{provider} --base-url URL.",
  },
  "codex.key-not-taken": {
    what: 'A key was given for "{provider}", and {store} keeps none.',
    next: "Leave the key out, or choose another place with --key-store.",
  },
  "codex.key-form": {
    what: 'The key for "{provider}" is empty, or has spaces or signs in it that cannot be sent.',
    next: "Copy the key again, without anything around it.",
  },
  "codex.variable-form": {
    what: 'What was given for "{provider}" is not the name of an environment variable.',
    next: "Give a name such as MY_API_KEY, not the key itself.",
  },
  "codex.changed-twice": {
    what: '"{provider}" is changed by more than one of these changes.',
    next: "Make them one after the other, each in its own operation.",
  },
  "codex.built-in-table": {
    what: '{file}:{line}: "{provider}" is built into Codex, and this table only adjusts it.',
    next: "Edit the file by hand.",
  },
  "codex.provider-in-use": {
    what: '{file}:{line}: "{provider}" is in use, so it is not removed.',
    next: "Switch to another target first: zcf switch TARGET.",
  },
  "codex.unknown-session": {
    what: "There is no session {sessions}.[[ Did you mean {closest}?]]",
    next: "zcf sessions list --all shows them all.",
  },
  "codex.config-syntax": {
    what: "{file}:{line}:{column} is not valid TOML: {reason}.",
    next: "Correct the file, then try again.",
  },
  "codex.undo-changed": {
    what: "{file}[[, line {line}]]: what the operation set has been changed since[[ ({key})]], so it cannot be taken back alone.",
    next: "Switch to the target you want instead: zcf switch TARGET.",
  },
  "codex.undo-together": {
    what: 'Undoing {file} without {other} would have Codex send a credential to "{provider}" that was not given for it.',
    next: "Undo both, without --only or with both groups.",
  },
  "codex.undo-credential": {
    what: 'After this Codex would send what {file} holds by now to "{provider}", and it was not given for that server.',
    next: "Switch to the target you want instead: zcf switch TARGET.",
  },
  "codex.auth-syntax": {
    what: "{file}:{line}:{column} is not valid JSON: {reason}.",
    next: "Correct the file there. (A new login to Codex would replace it, without the keys of other providers.)",
  },
  "codex.keys-syntax": {
    what: "{file}:{line}:{column}, where zcf keeps parked keys, cannot be read: {reason}.",
    next: "Correct the file, then try again.",
  },
  "codex.legacy-profile": {
    what: '{file}:{line} selects the old profile "{profile}": Codex 0.140 and later does not start with it, earlier ones let it override the provider.',
    next: "Remove that line, then choose the provider with zcf switch.",
  },
  "codex.provider-swallowed": {
    what: "{file}:{line} has model_provider below the table [{table}], so Codex takes it for a part of that table and ignores it.",
    next: "Remove the line, then choose the provider with zcf switch.",
  },
  "codex.reserved-id": {
    what: '{file}:{line}: Codex does not start with a table called "{provider}", because it has a provider of that name itself.',
    next: "Give the table another name, such as [model_providers.{provider}-custom], and model_provider the same if that is what you use.",
  },
  "codex.wire-api": {
    what: '{file}:{line}: the provider "{provider}" has wire_api = "{value}"; Codex only starts with "responses".',
    next: 'Set wire_api = "responses", or remove the table.',
  },
  "codex.name-missing": {
    what: '{file}:{line}: the provider "{provider}" has no name; Codex does not start with it.',
    next: 'Add a line: name = "{provider}".',
  },
  "codex.auth-combined": {
    what: '{file}:{line}: the provider "{provider}" has an auth.command beside another credential; Codex does not start with both.',
    next: "Remove from that table what you do not use: either auth, or env_key, experimental_bearer_token and requires_openai_auth.",
  },
  "codex.base-url-missing": {
    what: '{file}:{line}: the provider "{provider}" has no base_url, so its key would go to api.openai.com.',
    next: "zcf provider edit codex/{provider} --base-url URL",
  },
  "codex.base-url-scheme": {
    what: '{file}:{line}: the base_url of "{provider}" does not begin with http:// or https://.',
    next: "zcf provider edit codex/{provider} --base-url https://…",
  },
  "codex.credentials-store": {
    what: '{file} says cli_auth_credentials_store = "{store}", so Codex does not read auth.json, where the key of "{provider}" would have to be.',
    next: 'Set it to "file", or give the provider an experimental_bearer_token or env_key.',
  },
  "codex.forced-login": {
    what: '{file} says forced_login_method = "{method}"; with what "{provider}" needs, Codex would delete auth.json.',
    next: "Remove that line first.",
  },
  "codex.managed-provider": {
    what: '{file} is managed for this machine and sets the provider to "{value}"; switching to "{provider}" would have no effect.',
    next: "Ask whoever manages this machine.",
  },
  "codex.key-missing": {
    what: 'The key of "{provider}" is missing: {file} has no "{entry}". codex login, codex logout and a token refresh remove such entries.',
    next: "Give it once more, in config.toml, where nothing removes it: zcf provider edit codex/{provider} --key-store bearer --key-file FILE, with the key in FILE.",
  },
  "codex.key-malformed": {
    what: 'The key of "{provider}" ("{entry}" in {file}) contains white space or a line break; Codex would send nothing.',
    next: "Give it once more: zcf provider edit codex/{provider} --key-store bearer --key-file FILE, with the key in FILE.",
  },
  "codex.key-unknown": {
    what: 'It is not known which key belongs to "{provider}", and the one in {file} was given for another server.',
    next: "Give it a key of its own: zcf provider edit codex/{provider} --key-store bearer --key-file FILE, with the key in FILE.",
  },
  "codex.key-owner-unknown": {
    what: "Nothing says whose key the one in {file} is: the official service's, or another provider's.",
    next: "If it is OpenAI's own: zcf switch official --force. If not, remove the entry OPENAI_API_KEY from the file.",
  },
  "codex.shared-id-taken": {
    what: "Sharing sessions needs a provider name of its own, and {providers} are tables of yours ({file}:{line}).",
    next: "Give one of them another name, or switch with --sessions sync.",
  },
  "codex.shared-unmarked": {
    what: '{file}:{line}: the table "{provider}", which Codex uses, may be the one of shared sessions or your own: zcf\'s comment is gone, and its content is not what zcf wrote.',
    next: "Say what becomes of sessions: --sessions sync, off or shared. The table then stays as yours.",
  },
  "codex.shared-built-in": {
    what: '{file}:{line}: "{provider}" adjusts a provider that is built into Codex, so no other table can stand for it.',
    next: "Switch with --sessions sync.",
  },
  "codex.table-in-use": {
    what: '{file}:{line}: sessions refer to the table "{provider}" ({sessions}), and Codex does not open them without it: {threads}.',
    next: "Move them first: zcf sessions sync.",
  },
  "codex.resident-process": {
    what: "A running Codex (process {pids}) keeps the old key and would send it to the new server.",
    next: "Restart it now: {command}",
  },
};
