import type { ClaudeErrors, ClaudeProblems } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";
import { claudeProviders } from "./claude-providers.ts";

/** Why a switch of Claude Code is refused, or cannot be planned. */
export const claudeProblems: Readonly<
  Record<Exclude<keyof ClaudeErrors, "home-missing"> | keyof ClaudeProblems, CodeText>
> = {
  ...claudeProviders,
  "claude-code.key-missing": {
    what: '{file}: the profile "{profile}" has no key (apiKey), so your login\'s token would go to its server.',
    next: "Give it one: zcf provider edit {profile} --tool claude-code --key-stdin",
  },
  "claude-code.helper-key-missing": {
    what: '{file}: Claude Code asks zcf for the key of the profile "{profile}", and there is none, so every request is refused.',
    next: "Give it one: zcf provider edit {profile} --tool claude-code --key-store helper --key-stdin",
  },
  "claude-code.key-malformed": {
    what: '{file}: the key of the profile "{profile}" has white space or a control character in it.',
    next: "Give it again, without spaces and line breaks: zcf provider edit {profile} --tool claude-code --key-stdin",
  },
  "claude-code.url-missing": {
    what: '{file}: the profile "{profile}" has no address (baseUrl), so its key would go to api.anthropic.com.',
    next: "Add it: zcf provider edit {profile} --tool claude-code --base-url https://HOST/PATH",
  },
  "claude-code.url-invalid": {
    what: '{file}: the address (baseUrl) of the profile "{profile}" is no http or https URL.',
    next: "Write it as https://HOST/PATH: zcf provider edit {profile} --tool claude-code --base-url https://HOST/PATH",
  },
  "claude-code.url-version": {
    what: '{file}: the address of the profile "{profile}" ends in /v1 ({url}), which Claude Code adds itself: every request would fail.',
    next: "Leave /v1 out: zcf provider edit {profile} --tool claude-code --base-url https://HOST/PATH",
  },
  "claude-code.auth-type": {
    what: '{file}: the profile "{profile}" does not say how its key is sent[[ (authType is "{value}")]].',
    next: "Set authType to auth_token or api_key there.",
  },
  "claude-code.ccr-missing": {
    what: '{file}: the profile "{profile}" goes through claude-code-router, which has no readable config here.',
    next: "Set up claude-code-router, or use another profile.",
  },
  "claude-code.keys-overridden": {
    what: "{file} stands above your settings and sets {keys}: what zcf writes for them has no effect.",
    next: "Remove them there, or ask whoever manages this machine.",
  },
  "claude-code.api-key-helper": {
    what: "{file} names a key helper (apiKeyHelper): its key is sent beside the provider's, to the provider's server.",
    next: "Remove apiKeyHelper while you use a provider.",
  },
  "claude-code.console-key": {
    what: "{file} holds a Console key (primaryApiKey), which Claude Code sends beside a token, to the provider's server.",
    next: "Log out of the Console with claude /logout, or use a profile with authType api_key.",
  },
  "claude-code.home-not-made": {
    what: "Claude Code has no directory at {home} yet.",
    next: "Start Claude Code once, or make that directory.",
  },
  "claude-code.unknown-target": {
    what: 'Claude Code has no target "{target}".[[ Did you mean {closest}?]] There is: {known}.',
    next: "zcf list shows all targets.",
  },
  "claude-code.settings-ignored": {
    what: "{file}:{line}:{column}: {reason}. Claude Code ignores a settings file with a comment, a trailing comma, a value of a wrong kind or any other mistake as a whole.",
    next: "Correct it at that place.",
  },
  "claude-code.file-unreadable": {
    what: "{file} cannot be read ({system}), so nothing can be told of what is in it.",
    next: "See to it that it is a file and that you may read it: ls -l {file}",
  },
  "claude-code.file-syntax": {
    what: "{file}:{line}:{column}: {reason}.",
    next: "Correct {file} at line {line}.",
  },
  "claude-code.no-sessions": {
    what: "Sessions of Claude Code belong to no provider: there is nothing to move, and each can be resumed with any of them.",
    next: "Just switch.",
  },
  "claude-code.unknown-goal": {
    what: 'Claude Code knows nothing of the goal "{goal}".',
    next: "Use a version of zcf whose parts fit together.",
  },
  "claude-code.undo-changed": {
    what: "{file}: what the operation set was changed since: {keys}.",
    next: "Switch to the target you want instead.",
  },
  "claude-code.undo-credential": {
    what: "After this Claude Code would send what {file} holds by now to {url}, and it was not given for that server.",
    next: "Switch to the target you want instead.",
  },
  "claude-code.undo-exposed": {
    what: "{file} would name {url} without a credential of its own, so your login's token would go there.",
    next: "Switch to the target you want instead.",
  },
};
