import type { OwnCheck } from "@zcf/core";
import type { ClaudeCode } from "@zcf/store-claude-code";
import type { CodexCheck } from "@zcf/store-codex";

/** The checks of Claude Code, of which most have the code of what a switch or `status` says. */
type ClaudeCheck = Extract<
  ClaudeCode,
  | `claude-code.drift-${string}`
  | "claude-code.api-key-helper"
  | "claude-code.approval-beginning"
  | "claude-code.both-credentials"
  | "claude-code.console-key"
  | "claude-code.file-syntax"
  | "claude-code.host-variable"
  | "claude-code.key-orphaned"
  | "claude-code.keys-overridden"
  | "claude-code.loose-mode"
  | "claude-code.models-restricted"
  | "claude-code.moved-home"
  | "claude-code.null-values"
  | "claude-code.onboarding-missing"
  | "claude-code.other-backend"
  | "claude-code.profile-renamed"
  | "claude-code.profiles-json"
  | "claude-code.reserved-profile"
  | "claude-code.settings-ignored"
  | "claude-code.settings-unreadable"
  | "claude-code.stale-model"
  | "claude-code.url-alone"
>;

export type KnownCheck = OwnCheck | CodexCheck | ClaudeCheck;

/** Every check of our own packages, and whether `zcf doctor --fix` can clear what it finds, in some homes at least. */
export const KNOWN_CHECKS: Readonly<Record<KnownCheck, boolean>> = {
  "zcf.backups-large": false,
  "zcf.claim-elsewhere": false,
  "zcf.earlier-copies": false,
  "zcf.interrupted": false,
  "zcf.ledger-damaged": false,
  "zcf.record-damaged": false,
  "zcf.record-newer": false,
  "zcf.state-open": true,
  "codex.auth-combined": false,
  "codex.auth-empty": true,
  "codex.auth-key-malformed": false,
  "codex.auth-linked": false,
  "codex.auth-mode-missing": false,
  "codex.auth-open": true,
  "codex.auth-read-only": true,
  "codex.auth-syntax": false,
  "codex.auth-unreadable": false,
  "codex.base-url-endpoint": true,
  "codex.base-url-extra": false,
  "codex.base-url-missing": false,
  "codex.base-url-scheme": false,
  "codex.config-open": true,
  "codex.config-syntax": false,
  "codex.config-unreadable": false,
  "codex.credentials-store": false,
  "codex.credentials-store-auto": false,
  "codex.dotted-id": false,
  "codex.drift-auth-mode": true,
  "codex.drift-key": true,
  "codex.drift-official-key": true,
  "codex.drift-provider-unknown": false,
  "codex.drift-sessions": true,
  "codex.drift-shared-table": true,
  "codex.drift-shared-unknown": false,
  "codex.drift-shared-unmarked": false,
  "codex.env-api-key": false,
  "codex.env-key-missing": false,
  "codex.forced-login": false,
  "codex.forced-workspace": false,
  "codex.ignored-setting": false,
  "codex.key-malformed": false,
  "codex.key-missing": false,
  "codex.key-owner-unknown": false,
  "codex.key-unknown": false,
  "codex.keys-open": true,
  "codex.keys-syntax": false,
  "codex.legacy-profile": true,
  "codex.legacy-profile-tables": false,
  "codex.login-incomplete": false,
  "codex.managed-model": false,
  "codex.managed-provider": false,
  "codex.name-missing": true,
  "codex.official-table": false,
  "codex.old-codex-sends-auth": false,
  "codex.openai-base-url": false,
  "codex.provider-swallowed": true,
  "codex.requires-openai-auth-missing": true,
  "codex.reserved-id": false,
  "codex.resident-process": false,
  "codex.sessions-orphaned": true,
  "codex.sessions-rows": true,
  "codex.sessions-unreadable": false,
  "codex.sqlite-unavailable": false,
  "codex.state-newer": false,
  "codex.state-schema-unknown": false,
  "codex.state-unreadable": false,
  "codex.system-provider": false,
  "codex.system-unreadable": false,
  "codex.token-malformed": true,
  "codex.unknown-fields": true,
  "codex.version-unverified": false,
  "codex.wire-api": true,
  "claude-code.api-key-helper": false,
  "claude-code.approval-beginning": true,
  "claude-code.both-credentials": true,
  "claude-code.console-key": false,
  "claude-code.drift-approval": true,
  "claude-code.drift-exports": true,
  "claude-code.drift-leftovers": true,
  "claude-code.drift-models": true,
  "claude-code.drift-profile": true,
  "claude-code.file-syntax": false,
  "claude-code.host-variable": false,
  "claude-code.key-orphaned": true,
  "claude-code.keys-overridden": false,
  "claude-code.loose-mode": true,
  "claude-code.models-restricted": false,
  "claude-code.moved-home": false,
  "claude-code.null-values": true,
  "claude-code.onboarding-missing": true,
  "claude-code.other-backend": false,
  "claude-code.profile-renamed": false,
  "claude-code.profiles-json": false,
  "claude-code.reserved-profile": false,
  "claude-code.settings-ignored": true,
  "claude-code.settings-unreadable": false,
  "claude-code.stale-model": true,
  "claude-code.url-alone": false,
};
