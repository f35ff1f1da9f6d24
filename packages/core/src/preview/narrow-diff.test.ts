import { expect, test } from "vitest";
import { applyHunks } from "../bytes/hunks.ts";
import { narrowDiff } from "./narrow-diff.ts";

const CANARY = "https://me:canary@host/repo";

function diffOf(text: string, changes: readonly (readonly [find: string, replace: string])[]): string {
  const before = Buffer.from(text);
  const hunks = changes.map(([find, replace]) => ({
    offset: before.indexOf(find),
    before: Buffer.from(find),
    after: Buffer.from(replace),
  }));
  const after = applyHunks(before, hunks);
  return narrowDiff({ file: "s.jsonl", before, after, hunks, mask: (line) => line });
}

test("shows the value and its name, and nothing of what stands beside it", () => {
  const meta = `{"url":"${CANARY}","model_provider":"alpha","remote":"${CANARY}"}`;
  expect(diffOf(`said\n${meta}\n`, [['"alpha"', '"beta" ']])).toBe(
    '--- s.jsonl\n+++ s.jsonl\n@@ -2,1 +2,1 @@\n-…"model_provider":"alpha"…\n+…"model_provider":"beta" …\n',
  );
});

test("shows two places of a line without what stands between them", () => {
  const line = `{"p":"alpha","x":"${CANARY}","end": 99}\n`;
  const diff = diffOf(line, [
    ['"alpha"', '"a_longer_id","first":"alpha"'],
    ["99", "114"],
  ]);
  expect(diff).not.toContain("canary");
  expect(diff).toContain('-…"p":"alpha"…\n+…"p":"a_longer_id","first":"alpha"…\n');
  expect(diff).toContain('-…"end": 99…\n+…"end": 114…\n');
});

test("without a name before it the value stands alone", () => {
  expect(diffOf("owner=alpha\n", [["alpha", "beta "]])).toContain("-…alpha…\n+…beta …\n");
});

test("of a hunk that is a whole file only its size is shown", () => {
  const said = "said ".repeat(100);
  expect(diffOf(`${said}\n`, [[said, "x"]])).toBe(
    "--- s.jsonl\n+++ s.jsonl\n@@ -1,1 +1,1 @@\n-(500 bytes)\n+…x…\n",
  );
});

test("a secret of several lines is masked before its ends are shown", () => {
  const hunks = [{ offset: 0, before: Buffer.from("k=one\ntwo"), after: Buffer.from("k=") }];
  const before = Buffer.from("k=one\ntwo\n");
  const mask = (text: string): string => text.replaceAll("one\ntwo", "<secret>");
  const diff = narrowDiff({ file: "s", before, after: applyHunks(before, hunks), hunks, mask });
  expect(diff).toContain("-…k=<secret>…\n");
});
