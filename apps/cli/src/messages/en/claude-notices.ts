import type { ClaudeDrift, ClaudeNotices } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** What to know about a Claude Code home; nothing is refused. */
export const claudeNotices: Readonly<Record<keyof ClaudeNotices | keyof ClaudeDrift, CodeText>> = {
  "claude-code.restart-for-model": {
    what: "A running Claude Code (process {pids}) uses the new server and key from its next request on, but keeps its model.",
    next: "Restart it, or choose a model in it with /model.",
  },
  "claude-code.emptied": {
    what: "{file}: {keys} belongs to no profile and is emptied.",
    next: "zcf undo brings it back.",
  },
  "claude-code.exports-masked": {
    what: "Your shell exports {variables}; the settings mask it from now on.",
    next: null,
  },
  "claude-code.host-variable": {
    what: "{variable} is set: Claude Code does not go by its settings for the provider.",
    next: "Unset it where you start Claude Code: unset {variable}.",
  },
  "claude-code.moved-home": {
    what: "{file} names another home in its env (CLAUDE_CONFIG_DIR: {home}), and Claude Code goes by the settings there.",
    next: "Remove it, or switch that home: --home {home}.",
  },
  "claude-code.reserved-profile": {
    what: '{file}: a profile called "{profile}" cannot be switched to; the word means something else here.',
    next: "Give its table in {file}, and its name, another word.",
  },
  "claude-code.other-backend": {
    what: "{file} sends all requests to another service ({keys}), whatever address is set.",
    next: "zcf switch TARGET turns that off.",
  },
  "claude-code.null-values": {
    what: "{file}: null is not unset, it is sent as a text: {keys}.",
    next: 'Write "" instead of null.',
  },
  "claude-code.models-restricted": {
    what: "{file} rewrites or restricts models ({keys}), so a provider's own models may not be used.",
    next: "Add the provider's models in {file}, or remove {keys} there.",
  },
  "claude-code.profiles-json": {
    what: "{file} has JSON in it, which no version of zcf reads there; no provider is read from it.",
    next: "Move it away (mv {file} {file}.json), and add your providers again: zcf provider add.",
  },
  "claude-code.key-goes-along": {
    what: 'The key of "{id}" goes to another server from now on: {url}.',
    next: "Give another key if it was not meant for that one: zcf provider edit.",
  },
  "claude-code.key-missing-yet": {
    what: 'The provider "{id}" has no key, and cannot be switched to without one.',
    next: "Give it one: zcf provider edit claude-code/{id} --key-stdin.",
  },
  "claude-code.provider-absent": {
    what: 'There is no provider "{id}", so there is nothing to remove.',
    next: "zcf provider list shows all providers.",
  },
  "claude-code.settings-kind": {
    what: "{file}:{line}: {reason}, so Claude Code ignores the whole file, this switch included.",
    next: "Correct that value.",
  },
  "claude-code.fix-withheld": {
    what: "Left as it is: {checks}. Cleared alone, the token of your login would be sent to the address in {file}.",
    next: "Switch to a provider, or to official.",
  },
  "claude-code.profile-renamed": {
    what: '{file}: earlier versions of zcf will call the provider "{profile}" "{made}", because of its name.',
    next: "Name it as its id: zcf provider edit {profile} --tool claude-code --name {profile}",
  },
  "claude-code.settings-unreadable": {
    what: "{file} stands above your settings, and it cannot be read.",
    next: "Correct it, or make it readable; if it is not yours, ask whoever manages this machine.",
  },
  "claude-code.undo-emptied": {
    what: "Claude Code may be running, and would keep what is removed; emptied instead: {keys}.",
    next: "zcf undo --exact removes it.",
  },
  "claude-code.login-exposed": {
    what: "{file} names {url} without a credential of its own, as it did before: your login's token goes there.",
    next: "zcf switch TARGET ends that.",
  },
  "claude-code.drift-profile": {
    what: '{file} says that "{profile}" is in use, and the settings say otherwise.',
    next: "zcf switch TARGET makes both agree.",
  },
  "claude-code.drift-leftovers": {
    what: "{file}: left from another provider, and sent along or in the way: {keys}.",
    next: 'Write "" for them there.',
  },
  "claude-code.drift-models": {
    what: "{file}: not the models of the current target: {keys}.",
    next: "Write the target's models there, and an empty text where it has none.",
  },
  "claude-code.drift-exports": {
    what: "Your shell exports {variables}, which the settings do not mask.",
    next: "Unset it where your shell starts.",
  },
  "claude-code.url-alone": {
    what: "{file} names {url} without a credential of its own: your login's token goes there.",
    next: 'zcf switch TARGET (zcf list shows the targets), or write "" for ANTHROPIC_BASE_URL.',
  },
  "claude-code.drift-approval": {
    what: "{file}: the current key is not approved, so an interactive session does not use it, and a login's token may go to the provider.",
    next: 'Add the last 20 characters of the key to "customApiKeyResponses.approved" there, or switch to its target once more: zcf switch TARGET.',
  },
};
