import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ImportBox } from "../testing/import-box.ts";
import { makeImportBox } from "../testing/import-box.ts";

const KEY = "sk-canary-7d21f0";
const PASSPHRASE = "canary horse battery";

const CODEX = `model = "gpt-5.5"

[model_providers.alpha]
name = "Alpha"
base_url = "https://alpha.example/v1"
wire_api = "responses"
experimental_bearer_token = "${KEY}-alpha"

[model_providers.env]
name = "Env"
base_url = "https://env.example/v1"
wire_api = "responses"
env_key = "ENV_KEY"
`;

const CLAUDE = `version = "1.0.0"

[claudeCode.profiles.glm]
name = "GLM"
authType = "api_key"
apiKey = "${KEY}-glm"
baseUrl = "https://glm.example/anthropic"
primaryModel = "glm-4.6"
`;

function fullBox(): ImportBox {
  const box = makeImportBox();
  box.write(".codex/config.toml", CODEX);
  box.write(".ufomiao/zcf/config.toml", CLAUDE);
  return box;
}

describe("without keys", () => {
  test("everything but the keys, of every tool", async () => {
    using box = fullBox();
    const before = box.picture(".");
    const { code, out, err } = await box.run(["provider", "export"], {
      variables: { ENV_KEY: `${KEY}-env` },
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      format: "zcf-providers",
      version: 1,
      providers: [
        {
          tool: "codex",
          id: "alpha",
          fields: { name: "Alpha", "base-url": "https://alpha.example/v1", "wire-api": "responses" },
          keyStore: "bearer",
        },
        {
          tool: "codex",
          id: "env",
          fields: { name: "Env", "base-url": "https://env.example/v1", "wire-api": "responses" },
          keyStore: "env",
          key: "ENV_KEY",
        },
        {
          tool: "claude-code",
          id: "glm",
          fields: { name: "GLM", "base-url": "https://glm.example/anthropic", model: "glm-4.6" },
          keyStore: "api-key",
        },
      ],
    });
    expect(out + err).not.toContain(KEY);
    expect(box.picture(".")).toEqual(before);
  });

  test("some of them, by id or by tool and id", async () => {
    using box = fullBox();
    const ids = async (...args: readonly string[]): Promise<unknown> =>
      (await box.lines("export", ["provider", "export", ...args]))[0]?.["providers"];
    expect(await ids("alpha", "claude-code/glm", "alpha")).toEqual(["codex/alpha", "claude-code/glm"]);
    expect(await ids("--tool", "cc")).toEqual(["claude-code/glm"]);
    expect((await box.run(["provider", "export", "codex/glm"])).error).toMatchObject({
      code: "cli.unknown-provider",
      params: { provider: "glm" },
    });
  });

  test("to a file for its owner alone, which is never overwritten by chance", async () => {
    using box = fullBox();
    const { out } = await box.run(["provider", "export", "-o", "p.json"]);
    expect(out).toContain(`Wrote 3 providers to ${join(box.home, "p.json")}, without keys.`);
    expect(statSync(join(box.home, "p.json")).mode & 0o777).toBe(0o600);
    const again = await box.run(["provider", "export", "alpha", "-o", "p.json"]);
    expect(again.error).toMatchObject({ code: "file-exists" });
    await box.run(["provider", "export", "alpha", "-o", "p.json", "--force"]);
    expect(box.read("p.json")).not.toContain("glm");
  });
});

describe("with keys", () => {
  const ENCRYPTED = ["provider", "export", "--with-keys", "-o", "p.age", "--passphrase-env", "P"];
  const variables = { P: PASSPHRASE };

  test("encrypted, and read again by another zcf", { timeout: 60_000 }, async () => {
    using box = fullBox();
    const { code, out, err } = await box.run(ENCRYPTED, { variables });
    expect(code).toBe(0);
    expect(box.read("p.age")).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(statSync(join(box.home, "p.age")).mode & 0o777).toBe(0o600);
    expect(box.holding(KEY)).toEqual([".codex/config.toml", ".ufomiao/zcf/config.toml"]);
    expect(out + err).not.toContain(KEY);
    expect(box.holding(PASSPHRASE)).toEqual([]);
    using other = makeImportBox();
    other.write("any name", box.read("p.age"));
    const done = await other.run(["import", "any name", "--yes", "--passphrase-stdin"], {
      stdin: `${PASSPHRASE}\n`,
    });
    expect(done).toMatchObject({ code: 0, error: null });
    expect(other.read(".codex/config.toml")).toBe(CODEX);
    expect(other.read(".ufomiao/zcf/config.toml")).toContain(CLAUDE.split("\n\n")[1]);
    expect(other.holding(KEY).filter((name) => !name.endsWith("sealed.json"))).toEqual([
      ".codex/config.toml",
      ".ufomiao/zcf/config.toml",
    ]);
  });

  test("another passphrase, or half a file, is said so", { timeout: 60_000 }, async () => {
    using box = fullBox();
    await box.run(ENCRYPTED, { variables });
    const args = ["import", "p.age", "--dry-run", "--passphrase-env", "P"];
    const wrong = await box.run(args, { variables: { P: "another" } });
    expect(wrong.error).toMatchObject({ code: "import.wrong-passphrase" });
    box.write("p.age", box.read("p.age").slice(0, 300));
    expect((await box.run(args, { variables })).error).toMatchObject({ code: "import.broken" });
  });

  test.each([
    [["--passphrase-env", "P"], {}, "", "cli.passphrase-env-missing"],
    [["--passphrase-env", "P"], { P: " " }, "", "cli.passphrase-blank"],
    [["--passphrase-stdin"], {}, "\n", "cli.passphrase-blank"],
    [["--passphrase-stdin", "--passphrase-env", "P"], {}, "", "cli.passphrase-sources"],
    [[], {}, "", "cli.passphrase-needed"],
  ])("%j: %s", async (args, given, stdin, code) => {
    using box = fullBox();
    const ran = await box.run(["provider", "export", "--with-keys", "-o", "p.age", ...args], {
      variables: given,
      stdin,
    });
    expect(ran.error).toMatchObject({ kind: "usage", code });
    expect(box.has("p.age")).toBe(false);
  });

  test("a passphrase without keys is a mistake", async () => {
    using box = fullBox();
    const { error } = await box.run(["provider", "export", "--passphrase-stdin"]);
    expect(error).toMatchObject({ code: "cli.passphrase-no-keys" });
  });
});

test("an export without keys: what a tool needs no key for is added, with none", async () => {
  using box = fullBox();
  await box.run(["provider", "export", "-o", "p.json"]);
  using other = makeImportBox();
  other.write("p.json", box.read("p.json"));
  expect(await other.run(["import", "p.json", "--yes"])).toMatchObject({ code: 0, error: null });
  expect(other.read(".codex/config.toml")).toBe(CODEX.replace(/experimental_bearer_token.*\n/, ""));
  expect(other.read(".ufomiao/zcf/config.toml")).toContain(
    '[claudeCode.profiles.glm]\nname = "GLM"\nauthType = "api_key"\nbaseUrl',
  );
});
