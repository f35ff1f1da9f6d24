import { expect, test } from "vitest";
import { en } from "../../messages/en.ts";
import { fakeTerminal } from "../../testing/fake-terminal.ts";
import { createReadingLine } from "./reading-line.ts";

const CLEAR = "\r\u001b[2K";

function lineOn(columns: number | null) {
  const terminal = fakeTerminal(columns);
  let now = 0;
  const line = createReadingLine(terminal.err, en.ui.reading, () => now);
  return { line, written: terminal.written, wait: (ms: number) => (now += ms) };
}

test("after half a second, with count and rate, no faster than anybody reads", () => {
  const { line, written, wait } = lineOn(80);
  line.begin();
  wait(400);
  line.tick(900);
  expect(written.err).toBe("");
  wait(800);
  line.tick(1200);
  line.tick(1201);
  wait(1000);
  line.tick(2420);
  expect(written.err).toBe(`${CLEAR}Reading sessions: 1200, 1000/s${CLEAR}Reading sessions: 2420, 1100/s`);
});

test("gone, and over, before anything else is written", () => {
  const { line, written, wait } = lineOn(80);
  line.begin();
  wait(1000);
  line.tick(1);
  line.clear();
  expect(written.err.endsWith(CLEAR)).toBe(true);
  const { length } = written.err;
  wait(1000);
  line.tick(1);
  line.clear();
  expect(written.err).toHaveLength(length);
});

test.each([
  ["nothing without a terminal", null, 0],
  ["never wider than the terminal", 12, 11],
])("%s", (_, columns, length) => {
  const { line, written, wait } = lineOn(columns);
  line.begin();
  wait(1000);
  line.tick(1200);
  expect(written.err.replaceAll(CLEAR, "")).toHaveLength(length);
});
