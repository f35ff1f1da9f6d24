import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { CANARY, makeSandbox } from "../testing/sandbox.ts";

const KEY = `${CANARY}-new`;

describe("zcf key", () => {
  test.each([
    ["no id", ["key"]],
    ["--json", ["key", "codex/alpha", "--json"]],
    ["an option that is none, as JSON", ["key", "--json", "--nope"]],
    ["a tool that is none", ["key", "codex/alpha", "--tool", "nope"]],
  ])("%s: exits with 1, says why on stderr, and nothing on stdout", async (_, args) => {
    using box = await makeSandbox();
    const { code, stdout, stderr } = await box.run(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^Error: /);
  });
});

describe("a test of real providers", () => {
  test("of Codex: variables of headers, the key alone, and not a word to the server of another", async () => {
    using box = await makeSandbox();
    const asked: string[] = [];
    const server = createServer(({ method, url, headers }, response) => {
      asked.push([method, url, headers.authorization, headers["x-team"]].join(" "));
      const isOwn = headers.authorization === `Bearer ${KEY}`;
      const found = method === "GET" ? 404 : 200;
      response.writeHead(isOwn ? found : 401).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const table = `
[model_providers.local]
name = "L"
base_url = "${url}"
model = "m"
env_key = "LOCAL_KEY"
env_http_headers = { X-Team = "LOCAL_TEAM" }
`;
    box.write("config.toml", box.read("config.toml") + table);
    const env = { LOCAL_KEY: KEY, LOCAL_TEAM: "blue" };
    const good = await box.run(["provider", "test", "local"], { env });
    const unset = await box.run(["provider", "test", "local"], { env: { LOCAL_TEAM: "blue" } });
    server.close();
    expect(good).toMatchObject({ code: 0, stderr: "" });
    expect(good.stdout).toContain("accepts the key");
    expect(asked).toEqual([
      `GET /v1/models Bearer ${KEY} blue`,
      `POST /v1/responses Bearer ${KEY} blue`,
      "POST /v1/responses  blue",
    ]);
    expect(unset.code).toBe(1);
    expect(unset.stdout).toContain("LOCAL_KEY, which is not set here");
    expect(good.stdout + unset.stdout).not.toContain(CANARY);
  });

  test("of Codex: a key that another program has", async () => {
    using box = await makeSandbox();
    const table =
      '\n[model_providers.cmd]\nname = "C"\nbase_url = "http://127.0.0.1:9/v1"\n[model_providers.cmd.auth]\ncommand = "pass"\n';
    box.write("config.toml", box.read("config.toml") + table);
    for (const args of [
      ["key", "codex/cmd"],
      ["provider", "test", "cmd"],
    ]) {
      const { code, stdout, stderr } = await box.run(args);
      expect(code).toBe(1);
      expect(stdout + stderr).toContain("comes from a program of its own");
      expect(stdout + stderr).not.toContain("--key-stdin");
    }
  });
});
