import { describe, expect, test } from "vitest";
import { applyHunks } from "../bytes/hunks.ts";
import { redactor } from "./redact.ts";
import { unifiedDiff } from "./unified-diff.ts";

function diff(text: string, find: string, replace: string, mask = (line: string) => line): string {
  const before = Buffer.from(text);
  const hunks = [{ offset: before.indexOf(find), before: Buffer.from(find), after: Buffer.from(replace) }];
  return unifiedDiff({
    file: "config.toml",
    before,
    after: applyHunks(before, hunks),
    hunks,
    mask,
    context: 3,
  });
}

describe("a unified diff", () => {
  test("shows the changed line with three lines around it", () => {
    expect(diff('1\n2\n3\n4\nmodel = "a"\n6\n7\n8\n9\n', '"a"', '"b"')).toBe(
      '--- config.toml\n+++ config.toml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-model = "a"\n+model = "b"\n 6\n 7\n 8\n',
    );
  });

  test("without context shows nothing but what changes", () => {
    const before = Buffer.from("said\na\nsaid\n");
    const hunks = [{ offset: 5, before: Buffer.from("a"), after: Buffer.from("b") }];
    const input = {
      file: "f",
      before,
      after: applyHunks(before, hunks),
      hunks,
      mask: (line: string) => line,
    };
    expect(unifiedDiff({ ...input, context: 0 })).toBe("--- f\n+++ f\n@@ -2,1 +2,1 @@\n-a\n+b\n");
  });

  test("shows an inserted line, and that a carriage return is there", () => {
    expect(diff("a\r\nb\r\n", "b", "x\r\nb")).toBe(
      "--- config.toml\n+++ config.toml\n@@ -1,2 +1,3 @@\n a\\r\n-b\\r\n+x\\r\n+b\\r\n",
    );
  });

  test("keeps what stands between two changes as context", () => {
    const before = Buffer.from("a1\nb\nc\na2\nd\n");
    const hunks = [
      { offset: 0, before: Buffer.from("a1"), after: Buffer.from("A1") },
      { offset: 7, before: Buffer.from("a2"), after: Buffer.from("A2\nnew") },
    ];
    expect(
      unifiedDiff({
        file: "f",
        before,
        after: applyHunks(before, hunks),
        hunks,
        mask: (line) => line,
        context: 3,
      }),
    ).toBe("--- f\n+++ f\n@@ -1,5 +1,6 @@\n-a1\n+A1\n b\n c\n-a2\n+A2\n+new\n d\n");
  });

  test("shows two changes of one line once", () => {
    const before = Buffer.from("x a y a z\n");
    const hunks = [2, 6].map((offset) => ({ offset, before: Buffer.from("a"), after: Buffer.from("b") }));
    expect(
      unifiedDiff({
        file: "f",
        before,
        after: applyHunks(before, hunks),
        hunks,
        mask: (line) => line,
        context: 3,
      }),
    ).toBe("--- f\n+++ f\n@@ -1,1 +1,1 @@\n-x a y a z\n+x b y b z\n");
  });

  test("of a created file comes from /dev/null", () => {
    const after = Buffer.from("{}\n");
    const hunks = [{ offset: 0, before: Buffer.from(""), after }];
    expect(
      unifiedDiff({ file: "auth.json", before: null, after, hunks, mask: (line) => line, context: 3 }),
    ).toBe("--- /dev/null\n+++ auth.json\n@@ -0,0 +1,1 @@\n+{}\n");
  });

  test("shortens a long line around what differs", () => {
    const text = diff(`${"x".repeat(20_000)}"alpha"${"y".repeat(20_000)}\n`, '"alpha"', '"beta" ');
    expect(text.length).toBeLessThan(700);
    expect(text).toContain('"alpha"');
    expect(text).toContain('"beta" ');
  });
});

describe("masking", () => {
  test("equal secrets get equal masks, other ones others", () => {
    const mask = redactor(["sk-alpha-12345678", "sk-beta-12345678"], "salt");
    const [a, b] = [mask("sk-alpha-12345678"), mask("key: sk-beta-12345678")];
    expect(a).toMatch(/^<secret:[0-9a-f]{4}>$/);
    expect(mask('"sk-alpha-12345678"')).toBe(`"${a}"`);
    expect(b).not.toContain("sk-beta");
    expect(b).not.toContain(a);
  });

  test("a short one goes where it stands in quotes, and other text keeps its letters", () => {
    const mask = redactor(["k1"], "salt");
    expect(mask('token = "k1" # k10')).toMatch(/^token = "<secret:.{4}>" # k10$/);
  });

  test("one secret inside another leaves no rest", () => {
    const mask = redactor(["abcdefgh", "abcdefgh-and-more"], "salt");
    expect(mask("abcdefgh-and-more")).toMatch(/^<secret:.{4}>$/);
  });
});
