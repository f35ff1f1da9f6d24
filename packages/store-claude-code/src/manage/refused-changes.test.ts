import type { ProviderChange } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { PROFILES, TWO_PROFILES, withHome } from "../testing/claude-home.ts";
import { ADD, change, edit, TWO } from "../testing/managing.ts";

const AWAY = { "base-url": "https://away.example" };

describe("what cannot be meant so", () => {
  test.each<[string, ProviderChange]>([
    ["provider-id", { ...ADD, id: "My.Key" }],
    ["provider-name", { ...ADD, fields: { ...ADD.fields, name: "Mini Max" } }],
    ["provider-name", edit("glm", { fields: { name: "Other" } })],
    ["provider-reserved", { ...ADD, id: "official" }],
    ["provider-reserved", edit("ccr", {})],
    ["provider-exists", { ...ADD, id: "glm" }],
    ["provider-exists", { change: "copy", id: "glm", copyId: "kimi", fields: {} }],
    ["unknown-target", edit("nobody", {})],
    ["field-unknown", edit("glm", { fields: { colour: "red" } })],
    ["field-malformed", edit("glm", { fields: { model: " " } })],
    ["field-malformed", edit("glm", { fields: { model: "a\nb" } })],
    ["field-needed", edit("glm", { fields: { "base-url": null } })],
    ["field-needed", { ...ADD, fields: {} }],
    ["base-url-version", edit("glm", { fields: { "base-url": "https://x.example/v1/" } })],
    ["base-url-invalid", edit("glm", { fields: { "base-url": "x.example" } })],
    ["base-url-invalid", edit("glm", { fields: { "base-url": "file:///x" } })],
    ["base-url-extra", edit("glm", { fields: { "base-url": "https://u:p@x.example" } })],
    ["base-url-extra", edit("glm", { fields: { "base-url": "https://x.example?a=1" } })],
    ["key-invalid", edit("glm", { key: "a b" })],
    ["key-invalid", edit("glm", { key: "" })],
    ["key-needed", { change: "copy", id: "glm", copyId: "glm-2", fields: AWAY }],
    ["key-needed", { change: "copy", id: "glm", copyId: "glm-2", fields: AWAY, keyStore: "helper" }],
    ["key-store-unknown", edit("glm", { keyStore: "keychain" })],
  ])("%s", (code, wrong) =>
    withHome(TWO, async (home) => {
      await expect(change(home, wrong)).rejects.toMatchObject({
        kind: "usage",
        code: `claude-code.${code}`,
        disk: "untouched",
      });
    }),
  );

  test("two changes of one provider", () =>
    withHome(TWO, async (home) => {
      const twice = [ADD, edit("mini", { fields: { model: "x" } })];
      await expect(change(home, ...twice)).rejects.toMatchObject({ code: "claude-code.provider-twice" });
    }));

  test("all changes or none: a wrong one stops the others", () =>
    withHome(TWO, async (home) => {
      await expect(change(home, ADD, edit("nobody", {}))).rejects.toThrow();
      expect(await home.read(PROFILES)).toBe(TWO_PROFILES);
    }));

  test("the removal of the profile in use; of one that is not there, nothing happens", () =>
    withHome(TWO, async (home) => {
      await home.switchTo("glm");
      await expect(change(home, { change: "remove", id: "glm", fields: {} })).rejects.toMatchObject({
        kind: "conflict",
        code: "claude-code.provider-in-use",
        hints: [{ code: "claude-code.hint-switch-first" }],
      });
      const report = await change(home, { change: "remove", id: "nobody", fields: {} });
      expect(report.outcome).toBe("nothing");
      expect(report.stores[0]?.notices).toMatchObject([{ code: "claude-code.provider-absent" }]);
    }));

  test("goals about sessions, and goals of a later contract", () =>
    withHome(TWO, async (home) => {
      const sync = { kind: "sync", target: null, sessions: null } as const;
      await expect(home.plan(sync)).rejects.toMatchObject({ code: "claude-code.no-sessions" });
      await expect(home.plan({ kind: "later" } as never)).rejects.toMatchObject({
        kind: "usage",
        code: "claude-code.unknown-goal",
      });
    }));
});
