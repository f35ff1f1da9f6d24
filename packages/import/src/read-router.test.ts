import { expect, test } from "vitest";
import { readRouter } from "./read-router.ts";
import { fileOf } from "./testing/source-file.ts";

const CONFIG = {
  PORT: 3456,
  APIKEY: "sk-router",
  Providers: [
    {
      name: "Anthropic Relay",
      api_base_url: "https://a.example/v1/messages",
      api_key: "sk-a",
      models: ["m1", "m2"],
    },
    { name: "responses", api_base_url: "https://r.example/v1/responses", api_key: "$R_KEY", models: ["r1"] },
    { name: "unset", api_base_url: "https://u.example/v1/messages", api_key: "${U_KEY}" },
    {
      name: "openrouter",
      api_base_url: "https://openrouter.ai/api/v1/chat/completions",
      api_key: "sk-o",
      models: [],
    },
    { name: "nothing" },
    { name: "keyless", api_base_url: "https://k.example/v1/messages" },
    "not an object",
  ],
  Router: { default: "Anthropic Relay,m2" },
};

test("those that a tool can use without the router, by the path of their address", () => {
  const { drafts, unusable } = readRouter(fileOf(CONFIG), { R_KEY: "sk-r" });
  expect(drafts).toEqual([
    {
      tool: "claude-code",
      origin: "Anthropic Relay",
      id: "anthropic-relay",
      fields: { name: "Anthropic Relay", "base-url": "https://a.example", model: "m2" },
      keyStore: "api-key",
      key: "sk-a",
    },
    {
      tool: "codex",
      origin: "responses",
      id: "responses",
      fields: { name: "responses", "base-url": "https://r.example/v1", model: "r1", "wire-api": "responses" },
      keyStore: null,
      key: "sk-r",
    },
  ]);
  expect(unusable.map(({ origin, code, params }) => [origin, code, params])).toEqual([
    ["unset", "import.key-variable", { variable: "U_KEY" }],
    ["openrouter", "import.through-router", {}],
    ["nothing", "import.no-url", {}],
    ["keyless", "import.no-key", {}],
    ["", "import.no-url", {}],
  ]);
});

test("comments and bare keys, which its owner takes", () => {
  const text = `{ // mine\n  Providers: [{ name: 'x', api_base_url: 'https://x.example/v1/messages', api_key: 'k', },],\n}`;
  expect(readRouter(fileOf(text), {}).drafts).toMatchObject([{ id: "x", key: "k" }]);
});

test("the names of its newer interface", () => {
  const Providers = [{ name: "x", baseUrl: "https://x.example/v1/messages", apiKey: "k", models: ["m"] }];
  expect(readRouter(fileOf({ Providers }), {}).drafts).toMatchObject([{ id: "x", key: "k" }]);
});

test.each([{}, { Providers: {} }, { Providers: null }])("%o has none", (config) => {
  expect(readRouter(fileOf(config), {})).toEqual({ drafts: [], unusable: [] });
});

test("a broken file", () => {
  expect(() => readRouter(fileOf("{"), {})).toThrow(expect.objectContaining({ code: "import.broken" }));
});
