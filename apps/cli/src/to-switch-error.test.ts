import { SwitchError } from "@zcf/contract";
import { expect, test } from "vitest";
import { toSwitchError } from "./to-switch-error.ts";

test("an expected error stays as it is", () => {
  const error = new SwitchError({ kind: "usage", code: "unknown-tool" });
  expect(toSwitchError(error)).toBe(error);
});

test("what JSON.parse quotes of a file is not passed on", () => {
  const canary = "sk-canary-3f9c";
  let thrown: unknown;
  try {
    JSON.parse(`{"OPENAI_API_KEY": ${canary}}`);
  } catch (error) {
    thrown = error;
  }
  expect(String(thrown)).toContain("sk-canary");
  const shown = toSwitchError(thrown);
  const wrapped = toSwitchError(
    new SwitchError({
      kind: "internal",
      code: "internal",
      params: { reason: String(thrown) },
      cause: thrown,
    }),
  );
  for (const error of [shown, wrapped]) {
    expect(error.kind).toBe("internal");
    expect(JSON.stringify(error.params)).toContain("SyntaxError");
    expect(JSON.stringify(error.params)).not.toContain("sk-c");
  }
});

test("something thrown that is no error", () => {
  expect(toSwitchError("sk-canary", "unfinished")).toMatchObject({
    code: "internal",
    disk: "unfinished",
    params: { reason: "string" },
  });
});
