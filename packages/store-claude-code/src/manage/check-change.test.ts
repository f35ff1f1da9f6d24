import type { ProviderChange } from "@zcf/contract";
import { expect, test } from "vitest";
import { withHome } from "../testing/claude-home.ts";
import { ADD, edit, TWO } from "../testing/managing.ts";
import { checkChange } from "./check-change.ts";

const add = (id: string, fields: ProviderChange["fields"] = {}): ProviderChange => ({
  change: "add",
  id,
  fields,
});

test.each<readonly [ProviderChange, string | null]>([
  [add("new"), null],
  [add("official"), "claude-code.provider-reserved"],
  [add("New One"), "claude-code.provider-id"],
  [add("glm"), "claude-code.provider-exists"],
  [add("new", { "base-url": "sk-xxx" }), "claude-code.base-url-invalid"],
  [add("new", { "base-url": "https://n.example/v1" }), "claude-code.base-url-version"],
  [add("new", { name: "Another" }), "claude-code.provider-name"],
  [{ change: "copy", id: "glm", copyId: "kimi", fields: {} }, "claude-code.provider-exists"],
  [edit("glm", { fields: {} }), null],
  [edit("glm", { fields: { name: "Kimi" } }), "claude-code.provider-name"],
  [edit("gone", { fields: {} }), "claude-code.unknown-target"],
])("%j: %s", (change, code) =>
  withHome(TWO, async (home) => {
    const checked = checkChange(await home.store(), await home.view(), change);
    if (code === null) await checked;
    else await expect(checked).rejects.toMatchObject({ kind: "usage", code });
  }),
);

test("a provider without a key is told of, one with a key is not", () =>
  withHome(TWO, async (home) => {
    const codes = async (one: ProviderChange) => {
      const { stores } = await (await home.switcher()).plan({ tools: ["claude-code"], providers: [one] });
      return stores.flatMap(({ plan }) => plan.notices.map((notice) => notice.code));
    };
    const { key: _, ...keyless } = ADD;
    expect(await codes(keyless)).toContain("claude-code.key-missing-yet");
    expect(await codes(ADD)).not.toContain("claude-code.key-missing-yet");
    expect(await codes(edit("glm", { fields: { model: "m" } }))).not.toContain("claude-code.key-missing-yet");
  }));

test("who has no list of models is asked for one token of a model by its own name", () =>
  withHome(TWO, async (home) => {
    const { requestFor } = await import("./request-for.ts");
    const of = (models: Readonly<Record<string, string>>) =>
      requestFor(
        {
          id: "x",
          name: "x",
          kind: "api_key",
          type: "api_key",
          key: "k",
          baseUrl: "https://x.example/",
          models,
          file: home.root,
        },
        "k",
      )?.otherwise;
    expect(of({ A: "sonnet" })).toBeUndefined();
    expect(of({ A: "opus", B: "glm-5[1m]" })).toMatchObject({
      method: "POST",
      url: "https://x.example/v1/messages",
      headers: { "x-api-key": "k" },
      body: '{"model":"glm-5","max_tokens":1,"messages":[{"role":"user","content":"Hi"}]}',
    });
  }));
