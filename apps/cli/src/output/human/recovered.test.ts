import { expect, test } from "vitest";
import { en } from "../../messages/en.ts";
import { fakeTerminal } from "../../testing/fake-terminal.ts";
import { humanOutput } from "./human-output.ts";

function speak() {
  const terminal = fakeTerminal();
  return { output: humanOutput(terminal, en), written: terminal.written };
}

test("what was interrupted is told on stderr, and what to do", () => {
  const { output, written } = speak();
  const stores = [{ adapter: "codex", home: "/h/.codex", from: null, to: "beta" }];
  output.unfinished([{ id: "op", stores }]);
  expect(written).toEqual({
    out: "",
    err: [
      "An earlier operation was interrupted; files may be half changed:",
      "  op, codex: (unknown) -> beta",
      "Next: Run zcf recover; every command that writes does it first.",
      "",
    ].join("\n"),
  });
});

test("recovery", () => {
  const { output, written } = speak();
  output.recovered([]);
  output.recovered([{ operation: "op", state: "rolled-back", foreign: ["/h/x"] }]);
  expect(written.out).toBe(
    [
      "Nothing to recover.",
      "Recovered op: rolled back, everything is as it was before it.",
      "  Left alone, because it was changed by something else since: /h/x",
      "",
    ].join("\n"),
  );
});
