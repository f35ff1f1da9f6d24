import { readToml } from "@zcf/formats";
import { expect, test } from "vitest";
import { configSecrets, tableSecrets } from "./secrets.ts";

const CONFIG = `
model = "gpt-5.5" # was: experimental_bearer_token = "old-token", see https://u2:p2@x.test
# Authorization: Bearer abc-def and sk-1234567890 and eyJhbGciOi.xyz
[model_providers.env]
name = "env"
base_url = "https://user:pw@p.test/v1?key=q1&v=2"
env_key = "P_KEY"
temp_env_key = "P_API_KEY"
experimental_bearer_token = "t\\u0031"
http_headers = { X-Key = "h1", "X-b" = 'h2' }
query_params = { a = "qp" }
env_http_headers = { X-C = "NAME_OF_VARIABLE" }
[model_providers.cmd]
auth = { command = "print sk-in-command", args = ["arg"], cwd = "/tmp" }
aws = { region = "eu", access_key = "ak", secret_access_key = "sak" }
credential = "cred"
[mcp_servers.github]
command = "npx"
args = ["--token=in-argument", "sk-argument-1", "plain"]
bearer_token_env_var = "GITHUB"
[mcp_servers.github.env]
GITHUB_PAT = "pat"
[mcp_servers.other]
api-key = "k"
[shell_environment_policy.set]
A = "set"
`;

test("every secret of a config, as it reads and as it is written", () => {
  const secrets = configSecrets(readToml(new TextEncoder().encode(CONFIG)));
  expect(secrets.toSorted()).toEqual(
    [
      "2",
      "abc-def",
      "print sk-in-command",
      "sk-in-command",
      "in-argument",
      "sk-argument-1",
      "arg",
      "ak",
      "sak",
      "cred",
      "eyJhbGciOi.xyz",
      "h1",
      "h2",
      "k",
      "old-token",
      "pat",
      "pw",
      "q1",
      "qp",
      "set",
      "sk-1234567890",
      "t1",
      "t\\u0031",
      "user",
    ].toSorted(),
  );
});

test("the words of our own command are no secrets: they are in every other text", () => {
  const auth = (command: string): string => `[model_providers.x.auth]\n${command}\n`;
  const secretsOf = (text: string): readonly string[] => {
    const document = readToml(new TextEncoder().encode(text));
    return [...configSecrets(document), ...tableSecrets(document, "x")];
  };
  expect(secretsOf(auth('command = "zcf"\nargs = ["key", "codex/x"]'))).toEqual([]);
  expect(secretsOf(auth('command = "pass"\nargs = ["key"]'))).toContain("pass");
});
