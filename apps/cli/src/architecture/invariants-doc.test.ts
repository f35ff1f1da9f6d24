import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

// docs/invariants.md names, for each invariant, the tests that hold it. They must be there.

const root = join(import.meta.dirname, "../../../..");
const INVARIANTS = 12;

interface Named {
  readonly file: string;
  readonly title: string;
}

/** A test is named as "- `path`: title". */
function namedIn(section: string): readonly Named[] {
  return [...section.matchAll(/^- `([^`]+)`: (.+)$/gm)].map(([, file = "", title = ""]) => ({ file, title }));
}

/** The title as it stands in the source; a test can be named by the fixed part of a title that is made up. */
function hasTitle(source: string, title: string): boolean {
  return source.replaceAll('\\"', '"').includes(title);
}

const sections = readFileSync(join(root, "docs/invariants.md"), "utf8")
  .split(/^## (?=\d+\. )/m)
  .slice(1);

test("every invariant has a section, in order", () => {
  const numbers = sections.map((section) => Number.parseInt(section, 10));
  expect(numbers).toEqual(Array.from({ length: INVARIANTS }, (_, index) => index + 1));
});

describe.each(sections.map((section) => [section.split("\n", 1)[0] ?? "", section]))("%s", (_, section) => {
  test("is held by tests that are there", () => {
    const named = namedIn(section);
    expect(named.length).toBeGreaterThan(0);
    for (const { title } of named) expect(title.length, title).toBeGreaterThan(15);
    const missing = named.filter(({ file, title }) => {
      const path = join(root, file);
      return !existsSync(path) || !hasTitle(readFileSync(path, "utf8"), title);
    });
    expect(missing).toEqual([]);
  });
});
