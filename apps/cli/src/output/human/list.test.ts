import type { Notice } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { en } from "../../messages/en.ts";
import { adapter, store, target } from "../../testing/fake-operation.ts";
import { fakeTerminal } from "../../testing/fake-terminal.ts";
import { humanOutput } from "./human-output.ts";

function speak() {
  const terminal = fakeTerminal();
  return { output: humanOutput(terminal, en), written: terminal.written };
}

describe("a list", () => {
  const broken: Notice = {
    code: "codex.wire-api",
    severity: "warning",
    params: { file: "/h/c", line: 3, provider: "old", value: "chat" },
  };

  test("says once what is wrong with all of them", () => {
    const { output, written } = speak();
    const targets = [target("alpha", { problems: [broken] }), target("beta", { problems: [broken] })];
    output.list([
      { adapter, store, state: { current: "alpha", targets, drift: [], notices: [], sessions: null } },
    ]);
    expect(written.out.match(/wire_api = "chat"/g)).toHaveLength(1);
    expect(written.out).toContain(
      "* alpha  https://alpha.example  (current)\n  beta   https://beta.example\n",
    );
  });

  test("says with each what is wrong with it", () => {
    const { output, written } = speak();
    const targets = [target("alpha"), target("beta", { model: "m", problems: [broken] })];
    output.list([
      { adapter, store, state: { current: null, targets, drift: [], notices: [], sessions: null } },
    ]);
    expect(written.out).toContain(
      "  beta   https://beta.example  model m\n    cannot be used: /h/c:3: the provider",
    );
  });
});

test("a target without the address it needs is not called the tool's own service", () => {
  const { output, written } = speak();
  const problems: Notice[] = [{ code: "codex.base-url-missing", severity: "warning", params: {} }];
  const targets = [target("official", { baseUrl: null }), target("beta", { baseUrl: null, problems })];
  output.list([
    { adapter, store, state: { current: null, targets, drift: [], notices: [], sessions: null } },
  ]);
  expect(written.out).toContain("  official  the tool's own service\n  beta\n");
  expect(written.out.match(/own service/g)).toHaveLength(1);
});
