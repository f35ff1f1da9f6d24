import type { ClaudeChecks } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** What is wrong with a Claude Code home, as far as nothing else says it. */
export const claudeChecks: Readonly<Record<keyof ClaudeChecks, CodeText>> = {
  "claude-code.both-credentials": {
    what: "{file} sets both ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN, and both are sent with every request.",
    next: 'zcf switch TARGET keeps one; or write "" for the other.',
  },
  "claude-code.custom-headers": {
    what: "{file}: {keys} goes to Anthropic with every request.",
    next: 'If it was meant for another provider, write "" for it there.',
  },
  "claude-code.settings-url-invalid": {
    what: "{file}: ANTHROPIC_BASE_URL is no http or https URL, so every request fails.",
    next: "Write it as https://HOST/PATH.",
  },
  "claude-code.settings-url-version": {
    what: "{file}: ANTHROPIC_BASE_URL ends in /v1 ({url}), which Claude Code adds itself: every request fails.",
    next: "Leave /v1 out of it.",
  },
  "claude-code.settings-key-malformed": {
    what: "{file}: {keys} has white space or a control character in it, so servers refuse it.",
    next: "Copy the key again, without spaces and line breaks.",
  },
  "claude-code.stale-model": {
    what: '{file}: the model "{model}" is another provider\'s, and is asked of the current one.',
    next: 'Remove "model" there, or choose another one with /model.',
  },
  "claude-code.approval-beginning": {
    what: '{file} approves the first characters of the key of "{profile}", and Claude Code goes by the last ones.',
    next: "zcf switch {profile} --tool claude-code approves the key.",
  },
  "claude-code.onboarding-missing": {
    what: "{file}: Claude Code begins with its welcome and asks for a login, although a provider is in use.",
    next: 'Write "hasCompletedOnboarding": true into it.',
  },
  "claude-code.key-orphaned": {
    what: "{file} has keys that no provider uses any more: {profiles}.",
    next: 'Remove them from "keys" there, unless those providers are to come back.',
  },
  "claude-code.loose-mode": {
    what: "{file} has keys in it, and others than you can read it (mode {mode}).",
    next: "chmod 600 {file}",
  },
  "claude-code.version-unverified": {
    what: "Claude Code {version} was used last; zcf was tried with {from} to {to}, and what another version does may differ.",
    next: "Look whether there is a newer zcf; zcf undo takes back what does not work out.",
  },
};
