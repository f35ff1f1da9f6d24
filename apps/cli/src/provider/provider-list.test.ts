import { expect, test } from "vitest";
import { makeToyBox } from "../testing/toy-session.ts";

const PROVIDERS = {
  current: {
    fields: { "base-url": "https://a.example/v1", name: "Aye", model: "m" },
    store: "inline",
    key: "sk-secret-a",
  },
  bare: { fields: { "base-url": "https://b.example/v1" }, store: "none", key: null },
  env: { fields: { "base-url": "https://c.example/v1" }, store: "variable", key: "C_KEY" },
};

test("the list says where keys are and whether they are there; the one in use is marked", async () => {
  using box = makeToyBox("toy", "other");
  box.write("toy", PROVIDERS);
  const { code, out } = await box.run(["provider", "list"]);
  expect(code).toBe(0);
  expect(out).toBe(
    [
      `The toy  ${box.root}/toy`,
      "* current  Aye  https://a.example/v1  model m  key inline  (current)",
      "  bare     https://b.example/v1  no key",
      "  env      https://c.example/v1  key variable C_KEY (missing)",
      `The other  ${box.root}/other`,
      "  The other has no providers besides its own service. Add one with zcf provider add.",
      "",
    ].join("\n"),
  );
});

test("one tool, as JSON", async () => {
  using box = makeToyBox("toy", "other");
  box.write("toy", PROVIDERS);
  const { out } = await box.run(["provider", "list", "--tool", "toy", "--json"]);
  const [first, ...others] = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(first).toEqual({
    v: 1,
    type: "provider",
    tool: "toy",
    home: `${box.root}/toy`,
    id: "current",
    fields: PROVIDERS.current.fields,
    keyStore: "inline",
    hasKey: true,
    current: true,
    problems: [],
  });
  expect(others).toHaveLength(2);
  expect(out).not.toContain("sk-secret");
});

test("show tells all of one but its key", async () => {
  using box = makeToyBox("toy");
  box.write("toy", PROVIDERS);
  const { out } = await box.run(["provider", "show", "toy/current"]);
  expect(out).toBe(
    [
      "current",
      "  tool      The toy",
      `  home      ${box.root}/toy`,
      "  base-url  https://a.example/v1",
      "  name      Aye",
      "  model     m",
      "  key       inline",
      "  in use    yes",
      "",
    ].join("\n"),
  );
});
