import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { VERIFIED_CODEX } from "./verified-versions.ts";

function textOf(name: string): string {
  return readFileSync(new URL(`../../../conformance/${name}`, import.meta.url), "utf8");
}

/** Every version of Codex that `pnpm conformance:all` drives: those of every run, and those that it adds. */
function driven(): readonly string[] {
  const [, always = ""] = /CODEX_VERSIONS[^=]*= \[([^\]]*)\]/.exec(textOf("src/versions.ts")) ?? [];
  const [, more = ""] = /ZCF_CONFORMANCE_CODEX=(\S+)/.exec(textOf("package.json")) ?? [];
  return [...`${always} ${more}`.matchAll(/\d+\.\d+\.\d+/g)].map(([version]) => version);
}

test("what is said to be verified is what the suites drive", () => {
  expect(textOf("suites/version-table.test.ts")).toContain("describe.each(versionsUnderTest())");
  const sorted = driven().toSorted((a, b) => Number(a.split(".")[1]) - Number(b.split(".")[1]));
  expect(sorted.length).toBeGreaterThan(5);
  expect({ from: sorted[0], to: sorted.at(-1) }).toEqual(VERIFIED_CODEX);
});
