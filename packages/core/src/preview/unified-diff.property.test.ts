import * as fc from "fast-check";
import { expect, test } from "vitest";
import { applyHunks } from "../bytes/hunks.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** What `patch` makes of a file, by the numbers in the headers. */
function patched(before: string, diff: string): string {
  const lines = before.split("\n");
  const found: string[] = [];
  let at = 0;
  for (const line of diff.split("\n").slice(2, -1)) {
    const [, start, count] = /^@@ -(\d+),(\d+) /.exec(line) ?? [];
    if (start !== undefined) {
      const first = count === "0" ? Number(start) : Number(start) - 1;
      found.push(...lines.slice(at, first));
      at = first;
      continue;
    }
    if (line.startsWith("+")) found.push(line.slice(1));
    else {
      expect(lines[at]).toBe(line.slice(1));
      if (line.startsWith(" ")) found.push(lines[at] ?? "");
      at += 1;
    }
  }
  return [...found, ...lines.slice(at)].join("\n");
}

const text = fc
  .array(fc.constantFrom("a", "b", "\n", "cc", "d\n"), { maxLength: 20 })
  .map((parts) => parts.join(""));

test("applied to the file, the diff gives what the hunks give", () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.tuple(fc.nat(20), fc.nat(4), text), { maxLength: 3 }),
      fc.nat(3),
      (file, cuts, context) => {
        // A last line with an end: of the others a diff says so in words.
        const before = Buffer.from(`${file}\n`);
        let from = 0;
        const hunks = cuts.flatMap(([gap, length, put]) => {
          const offset = Math.min(from + gap, before.length - 1);
          const end = Math.min(offset + length, before.length - 1);
          from = end + 1;
          const hunk = { offset, before: before.subarray(offset, end), after: Buffer.from(put) };
          return offset >= end && put === "" ? [] : [hunk];
        });
        const sorted = hunks.filter(
          (hunk, index) => index === 0 || hunk.offset > (hunks[index - 1]?.offset ?? 0),
        );
        const after = applyHunks(before, sorted);
        const diff = unifiedDiff({ file: "f", before, after, hunks: sorted, mask: (line) => line, context });
        expect(patched(before.toString(), diff)).toBe(Buffer.from(after).toString());
      },
    ),
    { numRuns: 3000 },
  );
});

test("a line that is put in takes none away", () => {
  const before = Buffer.from("one\ntwo\n");
  const hunks = [{ offset: 4, before: Buffer.from(""), after: Buffer.from("new\n") }];
  expect(
    unifiedDiff({
      file: "f",
      before,
      after: applyHunks(before, hunks),
      hunks,
      mask: (line) => line,
      context: 3,
    }),
  ).toBe("--- f\n+++ f\n@@ -1,2 +1,3 @@\n one\n+new\n two\n");
});
