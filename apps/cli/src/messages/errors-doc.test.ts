import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import type { CoreErrorCode, CoreNoticeCode, CoreSkipCode } from "@zcf/core";
import type { ImportErrorCode, ReasonCode } from "@zcf/import";
import type { ClaudeDrift, ClaudeErrors, ClaudeNotices, ClaudeProblems } from "@zcf/store-claude-code";
import type {
  CodexDrift,
  CodexErrors,
  CodexHints,
  CodexNotices,
  CodexProblems,
  SessionCode,
} from "@zcf/store-codex";
import { expect, test } from "vitest";
import { KNOWN_CHECKS } from "../doctor/known-checks.ts";
import type { CliCode } from "../usage/cli-code.ts";
import { claudeChecks } from "./en/claude-checks.ts";
import { claudeHints } from "./en/claude-hints.ts";
import { claudeNotices } from "./en/claude-notices.ts";
import { claudeProblems } from "./en/claude-problems.ts";
import { cliCodes } from "./en/cli-codes.ts";
import { codexHints } from "./en/codex-hints.ts";
import { codexNotices } from "./en/codex-notices.ts";
import { codexProblems } from "./en/codex-problems.ts";
import { codexSessions } from "./en/codex-sessions.ts";
import { importCodes } from "./en/import-codes.ts";
import { en } from "./en.ts";
import type { KnownCode } from "./messages.ts";

// docs/errors.md is made here, from the English catalogue. After a change: ZCF_WRITE_DOCS=1 vitest run errors-doc

type Disk = "untouched" | "untouched or restored" | "unfinished";

/** What an error of core exits with, and what it leaves on disk. A new code does not compile until it is here. */
const CORE: Readonly<Record<CoreErrorCode, readonly [number | string, Disk]>> = {
  "unknown-tool": [2, "untouched"],
  "not-managed": [2, "untouched"],
  "wrong-contract": [1, "untouched"],
  "duplicate-tool": [1, "untouched"],
  "unknown-backup": [2, "untouched"],
  "plan-refused": [1, "untouched"],
  "outside-roots": [1, "untouched"],
  "no-operation": [2, "untouched"],
  ambiguous: [2, "untouched"],
  "nothing-to-undo": [2, "untouched"],
  "unknown-group": [2, "untouched"],
  "undo-dropped": [1, "untouched"],
  "undo-changed": [1, "untouched"],
  "no-backup": [2, "untouched"],
  "backup-dropped": [1, "untouched"],
  "backup-damaged": [1, "untouched"],
  unreadable: [1, "untouched or restored"],
  database: [1, "untouched"],
  "sqlite-unavailable": [1, "untouched"],
  "zstd-unavailable": [1, "untouched"],
  "home-locked": [1, "untouched"],
  "home-locked-elsewhere": [1, "untouched"],
  "tool-lock-busy": [1, "untouched"],
  changed: [1, "untouched or restored"],
  "verify-failed": [1, "untouched or restored"],
  "file-exists": [2, "untouched"],
  "write-failed": [1, "untouched or restored"],
  unfinished: [4, "unfinished"],
  "journal-unreadable": ["4, of the history 1", "unfinished"],
  "no-previous": [2, "untouched"],
  cancelled: [130, "untouched or restored"],
  internal: [70, "untouched or restored"],
};

const SKIPS: Readonly<Record<CoreSkipCode, true>> = {
  held: true,
  "tool-lock-busy": true,
  "tool-lock-unavailable": true,
  changed: true,
  "verify-failed": true,
  "write-failed": true,
  unreadable: true,
  "rows-changed": true,
  "rows-database": true,
  "not-reached": true,
  "sqlite-unavailable": true,
};

const CORE_NOTICES: Readonly<Record<CoreNoticeCode, true>> = {
  "tool-lock-unavailable": true,
  "restore-files-only": true,
  "restore-left": true,
  "prune-failed": true,
};

/** Sessions come with notices among the reasons. */
const SESSION_NOTICES: readonly SessionCode[] = [
  "codex.sqlite-unavailable",
  "codex.state-schema-unknown",
  "codex.sealed-reasoning",
  "codex.state-unreadable",
];

const CODEX_ERRORS: Readonly<Record<keyof CodexErrors, readonly [number, Disk]>> = {
  "home-missing": [1, "untouched"],
  "codex.unknown-target": [2, "untouched"],
  "codex.unknown-session": [2, "untouched"],
  "codex.id-form": [2, "untouched"],
  "codex.id-reserved": [2, "untouched"],
  "codex.id-taken": [2, "untouched"],
  "codex.field-unknown": [2, "untouched"],
  "codex.field-missing": [2, "untouched"],
  "codex.field-value": [2, "untouched"],
  "codex.url-scheme": [2, "untouched"],
  "codex.url-extra": [2, "untouched"],
  "codex.url-endpoint": [2, "untouched"],
  "codex.key-store-unknown": [2, "untouched"],
  "codex.key-needed": [2, "untouched"],
  "codex.key-without-url": [2, "untouched"],
  "codex.key-not-taken": [2, "untouched"],
  "codex.key-form": [2, "untouched"],
  "codex.variable-form": [2, "untouched"],
  "codex.changed-twice": [2, "untouched"],
  "codex.built-in-table": [2, "untouched"],
  "codex.provider-in-use": [1, "untouched"],
  "codex.undo-changed": [1, "untouched"],
  "codex.config-syntax": [1, "untouched"],
  "codex.keys-syntax": [1, "untouched"],
};

const CLAUDE_ERRORS: Readonly<Record<Exclude<keyof ClaudeErrors, "home-missing">, readonly [number, Disk]>> =
  {
    "claude-code.home-not-made": [1, "untouched"],
    "claude-code.unknown-target": [2, "untouched"],
    "claude-code.settings-ignored": [1, "untouched"],
    "claude-code.file-syntax": [1, "untouched"],
    "claude-code.file-unreadable": [1, "untouched"],
    "claude-code.no-sessions": [2, "untouched"],
    "claude-code.unknown-goal": [2, "untouched"],
    "claude-code.provider-exists": [2, "untouched"],
    "claude-code.provider-in-use": [1, "untouched"],
    "claude-code.provider-reserved": [2, "untouched"],
    "claude-code.provider-twice": [2, "untouched"],
    "claude-code.provider-id": [2, "untouched"],
    "claude-code.provider-name": [2, "untouched"],
    "claude-code.field-unknown": [2, "untouched"],
    "claude-code.field-malformed": [2, "untouched"],
    "claude-code.field-needed": [2, "untouched"],
    "claude-code.key-needed": [2, "untouched"],
    "claude-code.base-url-invalid": [2, "untouched"],
    "claude-code.base-url-extra": [2, "untouched"],
    "claude-code.base-url-version": [2, "untouched"],
    "claude-code.key-invalid": [2, "untouched"],
    "claude-code.key-store-unknown": [2, "untouched"],
    "claude-code.profiles-elsewhere": [2, "untouched"],
    "claude-code.profiles-legacy": [1, "untouched"],
    "claude-code.undo-in-use": [1, "untouched"],
    "claude-code.undo-changed": [1, "untouched"],
    "claude-code.undo-exposed": [1, "untouched"],
  };

const IMPORT_ERRORS: Readonly<Record<ImportErrorCode, readonly [number, Disk]>> = {
  "import.no-source": [1, "untouched"],
  "import.unknown-content": [1, "untouched"],
  "import.broken": [1, "untouched"],
  "import.newer": [1, "untouched"],
  "import.too-large": [1, "untouched"],
  "import.wrong-passphrase": [1, "untouched"],
};

const INTRO = `# Errors, notices and reasons

Every message of \`zcf\` has a code that stays the same in every language; \`--json\` shows the code and the values, people see the
text. A value stands in the text as \`{name}\`; what stands in \`[[…]]\` is said only where its value is known. \`{again}\` is the
command that completes what was left out, such as \`zcf sessions sync\`; it is in no \`params\`.

An error always says three things: what happened, what state the disk is in, and one next step. The disk is

- **untouched**: nothing was changed;
- **restored**: something was written, and taken back byte for byte;
- **unfinished**: an operation could be neither completed nor taken back; \`zcf status\` shows it, \`zcf recover\` ends it.

A session that cannot follow is no error of the switch: it is skipped, counted and named with its reason, and the switch stands
(\`--strict\` then exits with 5). Codes of plug-ins begin with the plug-in's name and are shown with their values.

<!-- Made from the English catalogue by apps/cli/src/messages/errors-doc.test.ts; change the texts there. -->
`;

function row(code: KnownCode, ...cells: readonly (string | number)[]): string {
  const { what, next } = en.codes[code];
  const text = [`\`${code}\``, ...cells, what, next ?? "—"].map((cell) =>
    String(cell).replaceAll("|", "\\|"),
  );
  return `| ${text.join(" | ")} |`;
}

function table(columns: readonly string[], rows: readonly string[]): string {
  const head = ["Code", ...columns, "What happened", "Next step"];
  return [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n");
}

function codesOf<T extends string>(record: Readonly<Record<T, unknown>>): readonly T[] {
  return Object.keys(record) as T[];
}

function errorRows<T extends KnownCode>(
  errors: Readonly<Record<T, readonly [number | string, Disk]>>,
): readonly string[] {
  return codesOf(errors).map((code) => row(code, ...errors[code]));
}

const problems = codesOf(codexProblems).filter(
  (code): code is keyof CodexProblems => !(code in CODEX_ERRORS),
);
const drift = codesOf(codexNotices).filter((code): code is keyof CodexDrift =>
  code.startsWith("codex.drift-"),
);
const notices = codesOf(codexNotices).filter(
  (code): code is keyof CodexNotices => !code.startsWith("codex.drift-"),
);
const reasons = codesOf(codexSessions).filter(
  (code) => !SESSION_NOTICES.includes(code) && code !== "unreadable",
);
const claude = {
  problems: codesOf(claudeProblems).filter((code): code is keyof ClaudeProblems => !(code in CLAUDE_ERRORS)),
  notices: codesOf(claudeNotices).filter(
    (code): code is keyof ClaudeNotices => !code.startsWith("claude-code.drift-"),
  ),
  drift: codesOf(claudeNotices).filter((code): code is keyof ClaudeDrift =>
    code.startsWith("claude-code.drift-"),
  ),
};
const hints: readonly (keyof CodexHints)[] = codesOf(codexHints);
/** An error of the command line, but no wrong use of it. */
const NO_KEY = "cli.no-key";
const usage: readonly CliCode[] = codesOf(cliCodes).filter((code) => code !== NO_KEY);

const SECTIONS: readonly (readonly [string, string])[] = [
  [
    "The command line\n\nExit code 2; nothing was changed.",
    table(
      [],
      usage.map((code) => row(code)),
    ),
  ],
  ["The command line: no key\n\nExit code 1; nothing was changed.", table([], [row(NO_KEY)])],
  ["Any tool", table(["Exit", "Disk"], errorRows(CORE))],
  [
    "Any tool: what to know\n\nNotices; the operation goes on, and stands.",
    table(
      [],
      codesOf(CORE_NOTICES).map((code) => row(code)),
    ),
  ],
  ["Import: what makes it impossible", table(["Exit", "Disk"], errorRows(IMPORT_ERRORS))],
  [
    "Import: why a provider is left out\n\nThe others are imported.",
    table(
      [],
      codesOf(importCodes)
        .filter((code): code is ReasonCode => !(code in IMPORT_ERRORS))
        .map((code) => row(code)),
    ),
  ],
  ["Codex: what makes planning impossible", table(["Exit", "Disk"], errorRows(CODEX_ERRORS))],
  [
    "Codex: why a switch is refused\n\nExit code 1; nothing was changed. `zcf list` shows the same beside a target. Where `--force` can go on, the error says so, and the refusal becomes a warning.",
    table(
      [],
      problems.map((code) => row(code)),
    ),
  ],
  [
    "Codex: what to know\n\nNotices; the switch goes on.",
    table(
      [],
      [...notices, ...SESSION_NOTICES].map((code) => row(code)),
    ),
  ],
  [
    "Codex: what does not agree\n\nShown by `zcf status`; with `--check` the exit code is 3.",
    table(
      [],
      drift.map((code) => row(code)),
    ),
  ],
  ["Claude Code: what makes planning impossible", table(["Exit", "Disk"], errorRows(CLAUDE_ERRORS))],
  [
    "Claude Code: why a switch is refused\n\nExit code 1; nothing was changed. `zcf list` shows the same beside a target. Where `--force` can go on, the error says so, and the refusal becomes a warning.",
    table(
      [],
      claude.problems.map((code) => row(code)),
    ),
  ],
  [
    "Claude Code: what to know\n\nNotices; the switch goes on.",
    table(
      [],
      claude.notices.map((code) => row(code)),
    ),
  ],
  [
    "Claude Code: what does not agree\n\nShown by `zcf status`; with `--check` the exit code is 3.",
    table(
      [],
      claude.drift.map((code) => row(code)),
    ),
  ],
  [
    "Claude Code: what `zcf doctor` finds besides",
    table(
      [],
      codesOf(claudeChecks).map((code) => row(code)),
    ),
  ],
  [
    "Why a session is left out\n\nThe session is as it was before; the switch stands.",
    table(
      [],
      [...codesOf(SKIPS), ...reasons].map((code) => row(code)),
    ),
  ],
  [
    "Next steps\n\nHints that an error carries in `--json`.",
    table(
      [],
      [...hints, ...codesOf(claudeHints)].map((code) => row(code)),
    ),
  ],
];

const PAGE = new URL("../../../../docs/errors.md", import.meta.url);

/** The formatter pads the cells of tables. */
function unpadded(text: string): string {
  return text.replaceAll(/ *\| */g, "|").replaceAll(/-{3,}/g, "---");
}

test("docs/errors.md has every code with its present text", () => {
  const text = [INTRO, ...SECTIONS.map(([title, body]) => `## ${title}\n\n${body}\n`)].join("\n");
  // What only `zcf doctor` says is in docs/checks.md.
  const codes = Object.keys(en.codes).filter((code) => !Object.hasOwn(KNOWN_CHECKS, code));
  for (const code of codes) expect(text).toContain(`\`${code}\``);
  if (process.env["ZCF_WRITE_DOCS"] !== undefined) writeFileSync(PAGE, text);
  expect(unpadded(readFileSync(PAGE, "utf8"))).toBe(unpadded(text));
});
