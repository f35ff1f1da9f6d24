import { expect, test } from "vitest";
import { differingParts } from "./differing-parts.ts";

/** No stretch of it stands in it twice. */
const filler = Array.from({ length: 2000 }, (_, index) => `${index} `).join("");

test("two places far apart are shown, and not what stands between them", () => {
  const line = `{"p":"alpha"${filler}"end":9999}`;
  const other = `{"p":"a_longer_one"   ${filler}"end":10012}`;
  expect(differingParts(line, other, 8)).toBe(
    `{"p":"alpha"${filler.slice(0, 8)}…${filler.slice(-2)}"end":9999}`,
  );
  expect(differingParts(other, line, 8)).toBe(
    `{"p":"a_longer_one"   ${filler.slice(0, 8)}…${filler.slice(-2)}"end":10012}`,
  );
});

test("one place is shown with its margin", () => {
  expect(differingParts(`${filler}x${filler}`, `${filler}y${filler}`, 3)).toBe(
    `…${filler.slice(-3)}x${filler.slice(0, 3)}…`,
  );
});

test("nothing in common is shown whole, equal lines as nothing", () => {
  expect(differingParts("abc", "xyz", 3)).toBe("abc");
  expect(differingParts(filler, filler, 0)).toBe("…");
});
