import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { chatgptTokens } from "../src/chatgpt-login.ts";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { authorizations, expectDefaultProvider, expectExit, expectListed } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { at, type JsonObject, parseJson, textAt } from "../src/json.ts";
import { keyOf, storedKeys } from "../src/providers.ts";
import { configuredProvider } from "../src/threads.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

// Not shorter than `openai`: on paginated history only such places can take that name (longer-id.test.ts has the rest).
const PROVIDERS = ["gateway", "another"];

describe.each(CODEX_VERSIONS)("codex %s: back to official, with a ChatGPT login on disk", (version) => {
  test("no provider is selected, the key is gone, the tokens are the same bytes", async () => {
    const { home, tokens } = await withLogin(version);
    expectExit(await zcfSwitch(home, "official"), 0);
    const auth = await readFile(home.auth, "utf8");
    expect(auth).toContain(`"tokens": ${tokens}`);
    expect(at(parseJson(auth), "OPENAI_API_KEY") ?? null).toBeNull();
    expect(auth).not.toContain(`"OPENAI_API_KEY": "${keyOf("gateway")}"`);
  });

  test("Codex itself says openai and accepts the tables that history refers to", async () => {
    const { home } = await withLogin(version);
    expectExit(await zcfSwitch(home, "official"), 0);
    await expectDefaultProvider(home, "openai");
    const server = await home.appServer();
    expect((await configuredProvider(server)) ?? "openai").toBe("openai");
    const doctor = await home.codex("doctor", "--json");
    expect(doctor.stdout + doctor.stderr).not.toContain("reserved");
    expect(authMode(doctor.stdout)).toBe("chatgpt");
  });

  test("older sessions are listed, and resume as openai with the login's token", async () => {
    const { home, id, access } = await withLogin(version);
    expectExit(await zcfSwitch(home, "official"), 0);
    await expectListed(home, [id]);
    home.server("gateway").forget();
    const override = `openai_base_url="${home.server("gateway").baseUrl}"`;
    const resumed = await home.codex(
      "exec",
      "--skip-git-repo-check",
      "-c",
      override,
      "resume",
      id,
      "and another question",
    );
    expectExit(resumed, 0);
    expect(authorizations(home.server("gateway"))).toEqual([`Bearer ${access}`]);
  });

  test("and to the gateway again: key mode, so that no token goes to a third party", async () => {
    const { home, id, tokens } = await withLogin(version);
    expectExit(await zcfSwitch(home, "official"), 0);
    expectExit(await zcfSwitch(home, "gateway"), 0);
    home.server("gateway").forget();
    expectExit(await home.codex("exec", "--skip-git-repo-check", "resume", id, "and another question"), 0);
    expect(authorizations(home.server("gateway"))).toEqual([`Bearer ${keyOf("gateway")}`]);
    expect(await readFile(home.auth, "utf8")).toContain(`"tokens": ${tokens}`);
  });
});

interface WithLogin {
  readonly home: CodexHome;
  readonly id: string;
  /** The text of the `tokens` value, as it stands in auth.json. */
  readonly tokens: string;
  readonly access: string;
}

async function withLogin(version: string): Promise<WithLogin> {
  const home = await codexHomeForTest({ version, providers: PROVIDERS });
  const tokens = chatgptTokens(Date.now());
  await writeLogin(home, tokens);
  const id = await codexExec(home, "first question");
  return { home, id, tokens: indented(tokens), access: textAt(tokens, "access_token") };
}

async function writeLogin(home: CodexHome, tokens: JsonObject): Promise<void> {
  const keys = storedKeys(PROVIDERS, "gateway");
  const login = { auth_mode: "apikey", ...keys, tokens, last_refresh: new Date().toISOString() };
  await writeFile(home.auth, JSON.stringify(login, null, 2), { mode: 0o600 });
}

function indented(value: JsonObject): string {
  return JSON.stringify({ value }, null, 2).slice('{\n  "value": '.length, -"\n}".length);
}

function authMode(doctor: string): unknown {
  return at(parseJson(doctor), "checks", "auth.credentials", "details", "stored auth mode");
}
