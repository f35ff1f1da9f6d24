import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeToyBox } from "../testing/toy-session.ts";

const X = { fields: { "base-url": "https://x.example/v1" }, store: "inline", key: "sk-of-x" };

test("before a slash a tool can be named, also by its alias", async () => {
  using box = makeToyBox("toy", "other");
  box.write("other", { x: X });
  await box.run(["provider", "edit", "other-alias/x", "--model", "m", "--yes"]);
  expect(box.stored("other")).toMatchObject({ x: { fields: { model: "m" } } });
});

test("what stands before a slash and is no tool belongs to the id", async () => {
  using box = makeToyBox("toy", "other");
  box.write("toy", { "open/x": X });
  const { code, out } = await box.run(["provider", "show", "open/x"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^open\/x\n/);
  expect(out).not.toContain(X.key);
});

test("the tool that is named has the last word", async () => {
  using box = makeToyBox("toy", "other");
  box.write("toy", { "other/x": X });
  expect((await box.run(["provider", "show", "other/x", "--tool", "toy"])).code).toBe(0);
});

test("the one tool that has it is meant, by who writes as well", async () => {
  using box = makeToyBox("toy", "other");
  box.write("other", { x: X });
  expect((await box.run(["provider", "show", "x"])).out).toContain("The other");
  expect((await box.run(["provider", "edit", "x", "--model", "m", "--yes"])).code).toBe(0);
  expect((await box.run(["provider", "copy", "x", "y", "--yes"])).code).toBe(0);
  expect(box.stored("other")).toMatchObject({ x: { fields: { model: "m" } }, y: { key: X.key } });
  expect((await box.run(["provider", "remove", "x", "--yes"])).code).toBe(0);
  expect(Object.keys(box.stored("other") ?? {})).toEqual(["y"]);
  expect(box.stored("toy")).toBeNull();
});

test("a new one is of no tool yet", async () => {
  using box = makeToyBox("toy", "other");
  box.write("other", { x: X });
  const { error } = await box.run(["provider", "add", "x", "--base-url", "https://x.example", "--yes"]);
  expect(error).toMatchObject({ code: "cli.which-tool", params: { known: ["toy", "other"] } });
});

test("where both have it, it must be said which", async () => {
  using box = makeToyBox("toy", "other");
  box.write("toy", { x: X });
  box.write("other", { x: X });
  for (const args of [
    ["show", "x"],
    ["edit", "x", "--model", "m", "--yes"],
    ["remove", "x", "--yes"],
  ])
    expect((await box.run(["provider", ...args])).error).toMatchObject({ code: "cli.which-tool" });
  expect(box.stored("toy")).toEqual({ x: X });
});

test("a tool that is not on this machine is none to choose from", async () => {
  using box = makeToyBox("toy", "other");
  rmSync(join(box.root, "other"), { recursive: true });
  box.write("toy", { x: X });
  expect((await box.run(["provider", "remove", "x", "--yes"])).code).toBe(0);
  expect(box.stored("toy")).toEqual({});
});

test("another home", async () => {
  using box = makeToyBox("toy", "elsewhere");
  const args = ["provider", "add", "x", "--base-url", "https://x.example/v1", "--yes"];
  await box.run([...args, "--tool", "toy", "--home", "elsewhere"]);
  expect(box.stored("toy")).toBeNull();
});

test("a tool whose providers are not ours to change is passed over, and refused where it is named", async () => {
  using box = makeToyBox("plain", "toy");
  box.write("toy", { x: X });
  expect((await box.run(["provider", "remove", "x", "--yes"])).code).toBe(0);
  expect((await box.run(["provider", "list"])).out).not.toContain("plain");
  for (const args of [["list"], ["show", "x"], ["test", "x"], ["add", "x", "--yes"]]) {
    const { error } = await box.run(["provider", ...args, "--tool", "plain"]);
    expect(error).toMatchObject({ kind: "usage", code: "not-managed" });
  }
});

test("where no tool has providers that are ours to change", async () => {
  using box = makeToyBox("plain");
  expect((await box.run(["provider", "list"])).out).toBe("No tool here has providers that zcf manages.\n");
  const { error } = await box.run(["provider", "show", "x"]);
  expect(error).toMatchObject({ code: "not-managed" });
});

test("a preset that one tool alone can use says which", async () => {
  using box = makeToyBox("codex", "claude-code");
  const add = async (preset: string) =>
    box.run(["provider", "add", "--preset", preset, "--key-store", "none", "--yes"]);
  expect((await add("glm-cn")).code).toBe(0);
  expect(Object.keys(box.stored("claude-code") ?? {})).toEqual(["glm-cn"]);
  expect((await add("openrouter")).error).toMatchObject({ code: "cli.which-tool" });
});
