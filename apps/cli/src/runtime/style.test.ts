import { expect, test } from "vitest";
import { createStyle, wantsColours } from "./style.ts";

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: "1" }, true, false],
  [{ NO_COLOR: "" }, true, true],
  [{ TERM: "dumb" }, true, false],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
])("%o on a terminal: %s", (variables, isTerminal, colours) => {
  expect(wantsColours(variables, isTerminal)).toBe(colours);
});

test("without colours nothing is added", () => {
  expect(createStyle(false).bad("x")).toBe("x");
  expect(createStyle(true).bad("x")).toBe("\u001b[31mx\u001b[39m");
});
