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
    next: "Unset it where you start Claude Code.",
  },
  "claude-code.moved-home": {
    what: "{file} names another home in its env (CLAUDE_CONFIG_DIR: {home}), and Claude Code goes by the settings there.",
    next: "Remove it, or switch that home: --home {home}.",
  },
  "claude-code.reserved-profile": {
    what: '{file}: a profile called "{profile}" cannot be switched to; the word means something else here.',
    next: "Give the profile another name.",
  },
  "claude-code.other-backend": {
    what: "{file} sends all requests to another service ({keys}), whatever address is set.",
    next: "zcf switch TARGET turns that off.",
  },
  "claude-code.null-values": {
    what: "{file}: null is not unset, it is sent as a text: {keys}.",
    next: "Switch to a target, or write empty texts.",
  },
  "claude-code.models-restricted": {
    what: "{file} rewrites or restricts models ({keys}), so a provider's own models may not be used.",
    next: "Remove what the provider's models are not in.",
  },
  "claude-code.profiles-json": {
    what: "{file} has JSON in it, which no version of zcf reads there; no provider is read from it.",
    next: "Move it away, and add your providers again.",
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
  "claude-code.profile-renamed": {
    what: '{file}: earlier versions of zcf will call the provider "{profile}" "{made}", because of its name.',
    next: "Give it a name that makes its id, or copy it to that id.",
  },
  "claude-code.settings-unreadable": {
    what: "{file} stands above your settings, and it cannot be read.",
    next: "Look at it if a switch has no effect.",
  },
  "claude-code.undo-emptied": {
    what: "Claude Code may be running, and would keep what is removed; emptied instead: {keys}.",
    next: "zcf undo --exact removes it.",
  },
  "claude-code.login-exposed": {
    what: "{file} names {url} without a credential of its own, as it did before: your login's token goes there.",
    next: "Switch to a target to end that.",
  },
  "claude-code.drift-profile": {
    what: '{file} says that "{profile}" is in use, and the settings say otherwise.',
    next: "Switch to the target you want.",
  },
  "claude-code.drift-leftovers": {
    what: "{file}: left from another provider, and sent along or in the way: {keys}.",
    next: "Switch to the current target once more.",
  },
  "claude-code.drift-models": {
    what: "{file}: not the models of the current target: {keys}.",
    next: "Switch to the current target once more.",
  },
  "claude-code.drift-exports": {
    what: "Your shell exports {variables}, which the settings do not mask.",
    next: "Switch to the current target once more, or unset it.",
  },
  "claude-code.drift-approval": {
    what: "{file}: the current key is not approved, so an interactive session does not use it, and a login's token may go to the provider.",
    next: "Switch to the current target once more.",
  },
};
