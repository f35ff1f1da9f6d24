import { expect, test } from "vitest";
import { en } from "../../messages/en.ts";
import { fakeTerminal } from "../../testing/fake-terminal.ts";
import { createProgressBar } from "./progress-bar.ts";

function barOn(columns: number | null) {
  const terminal = fakeTerminal(columns);
  let now = 0;
  const bar = createProgressBar(terminal.err, en.ui.moving, () => now);
  return { bar, written: terminal.written, wait: (ms: number) => (now += ms) };
}

test("count and rate, on a terminal, over a hundred sessions", () => {
  const { bar, written, wait } = barOn(80);
  bar.draw(64, 231);
  expect(written.err).toContain("[#######.................] 64/231 sessions");
  expect(written.err).not.toContain("/s");
  wait(500);
  bar.draw(128, 231);
  expect(written.err).toContain("[#############...........] 128/231 sessions, 128/s");
});

test("gone before anything else is written, and at the end", () => {
  const { bar, written } = barOn(80);
  bar.draw(231, 231);
  expect(written.err.endsWith("\r\u001b[2K")).toBe(true);
  const length = written.err.length;
  bar.clear();
  expect(written.err).toHaveLength(length);
});

test.each([
  ["no terminal", null, 231],
  ["a hundred sessions", 80, 100],
])("nothing with %s", (_, columns, total) => {
  const { bar, written } = barOn(columns);
  bar.draw(50, total);
  expect(written.err).toBe("");
});

test("never wider than the terminal", () => {
  const { bar, written } = barOn(30);
  bar.draw(64, 231);
  expect(written.err.replaceAll("\r\u001b[2K", "").length).toBeLessThan(30);
});
