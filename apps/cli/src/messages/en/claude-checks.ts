import type { ClaudeChecks } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** What is wrong with a Claude Code home, as far as nothing else says it. */
export const claudeChecks: Readonly<Record<keyof ClaudeChecks, CodeText>> = {
  "claude-code.both-credentials": {
    what: "{file} sets both ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN, and both are sent with every request.",
    next: "Switch to the target you want.",
  },
  "claude-code.url-alone": {
    what: "{file} names {url} without a credential of its own: your login's token goes there.",
    next: "Switch to a target.",
  },
  "claude-code.stale-model": {
    what: '{file}: the model "{model}" is another provider\'s, and is asked of the current one.',
    next: "Remove it, or choose another one with /model.",
  },
  "claude-code.approval-beginning": {
    what: '{file} approves the first characters of the key of "{profile}", and Claude Code goes by the last ones.',
    next: "Switch to it once: that approves the key.",
  },
  "claude-code.onboarding-missing": {
    what: "{file}: Claude Code begins with its welcome and asks for a login, although a provider is in use.",
    next: "Switch to the current target once more.",
  },
  "claude-code.key-orphaned": {
    what: "{file} has keys that no provider uses any more: {profiles}.",
    next: "Remove them.",
  },
  "claude-code.loose-mode": {
    what: "{file} has keys in it, and others than you can read it (mode {mode}).",
    next: "chmod 600 {file}",
  },
};
