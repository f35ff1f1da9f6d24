import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { expect, test } from "vitest";
import { KNOWN_CHECKS, type KnownCheck } from "../doctor/known-checks.ts";
import { en } from "./en.ts";

// docs/checks.md is made here, from the English catalogue. After a change: ZCF_WRITE_DOCS=1 vitest run checks-doc

const INTRO = `# Checks of \`zcf doctor\`

\`zcf doctor\` says what would make a switch ineffective or unsafe. Each check has an id that stays the same in every language; what
is also said by a switch or by \`zcf status\` has the same id there ([errors.md](errors.md)). How serious it is depends on the home: what
concerns the provider in use is an error where it would be a warning for another one. \`--fix\`: whether \`zcf doctor --fix\` can clear
it, in some homes at least; a finding says so itself (\`fixable\` with \`--json\`). For Codex none is made after
which a key or a login would go to a server that it was not given for: settle the key first (\`zcf provider edit\`).

A value stands in the text as \`{name}\`; what stands in \`[[…]]\` is said only where its value is known.

Codex is driven by the conformance suites from 0.58 to 0.169 and Claude Code with 2.1.197 and 2.1.330; zcf sees the version in the newest session, and runs nothing
to find it out.

<!-- Made from the English catalogue by apps/cli/src/messages/checks-doc.test.ts; change the texts there. -->
`;

const SECTIONS: readonly (readonly [string, string])[] = [
  ["Codex", "codex."],
  ["Claude Code", "claude-code."],
  ["zcf itself", "zcf."],
];

const known = Object.keys(KNOWN_CHECKS) as readonly KnownCheck[];

function row(check: KnownCheck): string {
  const { what, next } = en.codes[check];
  const cells = [`\`${check}\``, KNOWN_CHECKS[check] ? "yes" : "", what, next ?? "—"];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function section(title: string, owner: string): string {
  const rows = known.filter((check) => check.startsWith(owner)).map(row);
  return `## ${title}\n\n| Check | \`--fix\` | What is wrong | What to do |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

const PAGE = new URL("../../../../docs/checks.md", import.meta.url);

/** The formatter pads the cells of tables. */
function unpadded(text: string): string {
  return text.replaceAll(/ *\| */g, "|").replaceAll(/-{3,}/g, "---");
}

test("docs/checks.md has every check with its present text", () => {
  const text = [INTRO, ...SECTIONS.map(([title, owner]) => section(title, owner))].join("\n");
  for (const check of known) expect(text).toContain(`\`${check}\``);
  if (process.env["ZCF_WRITE_DOCS"] !== undefined) writeFileSync(PAGE, text);
  expect(unpadded(readFileSync(PAGE, "utf8"))).toBe(unpadded(text));
});
