import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { VERIFIED } from "./verified-versions.ts";

function conformance(name: string): string {
  return readFileSync(new URL(`../../../conformance/${name}`, import.meta.url), "utf8");
}

function versionsIn(text: string): readonly string[] {
  return [...text.matchAll(/\b\d+\.\d+\.\d+\b/g)].map(([version]) => version);
}

test("the range is from the oldest to the newest version that the conformance suites drive", () => {
  const [, named = ""] = /ZCF_CONFORMANCE_CLAUDE=(\S+)/.exec(conformance("package.json")) ?? [];
  const [, usual = ""] =
    /CLAUDE_VERSIONS[^=]*= \[([^\]]*)\]/.exec(conformance("src/claude/claude-versions.ts")) ?? [];
  const driven = versionsIn(`${named} ${usual}`).toSorted((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  expect(driven.length).toBeGreaterThan(1);
  expect([VERIFIED.from, VERIFIED.to]).toEqual([driven[0], driven.at(-1)]);
});
