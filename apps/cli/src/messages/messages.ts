import type { CoreCode, OwnCheck } from "@zcf/core";
import type { ImportCode } from "@zcf/import";
import type { ClaudeCode } from "@zcf/store-claude-code";
import type { CodexCheck, CodexCode } from "@zcf/store-codex";
import type { Locale } from "../runtime/locale.ts";
import type { CliCode } from "../usage/cli-code.ts";
import type { HelpKey } from "./help-key.ts";
import type { Template } from "./template.ts";
import type { UiMessages } from "./ui-messages.ts";

/** The text of a code: an error, a notice, a hint, or why something was skipped. */
export interface CodeText {
  /** What happened, as a sentence. */
  readonly what: Template;
  /** One next step, as a sentence; `null` where nothing needs doing. */
  readonly next: Template | null;
}

/** Every code that our own packages can say. Others (plug-ins) are shown as they are. */
export type KnownCode = OwnCheck | CodexCheck | ImportCode | CoreCode | CodexCode | ClaudeCode | CliCode;

/** All text in one language. A text that is missing does not compile. */
export interface Messages {
  readonly locale: Locale;
  /** Between the items of a list. */
  readonly separator: string;
  /** After the first ones of a long list. */
  readonly more: (count: number) => string;
  /** Between two sentences. */
  readonly gap: string;
  readonly codes: Readonly<Record<KnownCode, CodeText>>;
  readonly ui: UiMessages;
  readonly help: Readonly<Record<HelpKey, string>>;
}
