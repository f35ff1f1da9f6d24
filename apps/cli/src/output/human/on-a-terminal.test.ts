import { expect, test, vi } from "vitest";
import { en } from "../../messages/en.ts";
import { announcementOf, operation } from "../../testing/fake-operation.ts";
import { fakeTerminal } from "../../testing/fake-terminal.ts";
import { humanOutput } from "./human-output.ts";

test("while sessions are planned their number is shown, and gone before anything else", () => {
  const terminal = fakeTerminal(80);
  const output = humanOutput(terminal, en);
  const clock = vi.spyOn(performance, "now").mockReturnValue(0);
  output.reading(1);
  output.onEvent({ type: "phase", phase: "plan" });
  clock.mockReturnValue(2000);
  output.reading(1200);
  expect(terminal.written.err).toBe("\r\u001b[2KReading sessions: 1200, 600/s");
  output.onEvent({ type: "phase", phase: "confirm" });
  output.reading(1201);
  expect(terminal.written.err.endsWith("600/s\r\u001b[2K")).toBe(true);
  clock.mockRestore();
});

test("a long line is folded to the terminal, a diff is not", () => {
  const terminal = fakeTerminal(60);
  const output = humanOutput(terminal, en);
  output.announce(announcementOf(operation(12)));
  expect(terminal.written.err).toBe(
    'Will move 12 sessions to "beta" (original provider kept;\n  undo with zcf sessions restore)\n',
  );
  const diff = `-${"long ".repeat(20)}\n`;
  const file = { tool: "codex", group: "config", unit: null, file: "/h/c", change: "patch" } as const;
  output.preview({ type: "file", ...file, diff, hunks: [] });
  expect(terminal.written.out).toBe(`\n${diff.trimEnd()}\n`);
});
