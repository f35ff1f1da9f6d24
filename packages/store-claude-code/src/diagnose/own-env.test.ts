import { describe, expect, test } from "vitest";
import { GLM_KEY, PROFILES, SETTINGS, STATE } from "../testing/claude-home.ts";
import {
  checksIn,
  findings,
  fix,
  LOGIN,
  OFFICIAL,
  OWN_KEY,
  own,
  PROFILES_TEXT,
  settings,
  state,
  WELL,
  withClosed,
} from "./testing/sick-home.ts";

const RELAY = { ANTHROPIC_BASE_URL: "https://relay.example/api", ANTHROPIC_API_KEY: OWN_KEY };
const LAST = OWN_KEY.slice(-20);

describe("a server and key of the user's own, which no profile stands for", () => {
  test.each([
    ["was not approved", state()],
    ["was rejected", state().replace('"rejected":[]', `"rejected":["${LAST}"]`)],
  ])("where the key %s the login would go there: said by doctor and status, and mended", (_, text) =>
    withClosed({ ...own(RELAY), [STATE]: text }, async (home) => {
      expect(await findings(home)).toMatchObject([
        { check: "claude-code.drift-approval", severity: "error", fixable: true },
      ]);
      expect((await home.status()).drift).toMatchObject([{ code: "claude-code.drift-approval" }]);
      await fix(home, "all");
      expect(await findings(home)).toEqual([]);
      expect((await home.status()).drift).toEqual([]);
      await home.undo();
      expect(await home.read(STATE)).toBe(text);
    }),
  );

  test("without onboarding Claude Code asks for a login", () =>
    withClosed(
      { ...own(RELAY), [STATE]: `{"customApiKeyResponses":{"approved":["${LAST}"]}}` },
      async (home) => {
        expect(await checksIn(home)).toEqual(["onboarding-missing"]);
        await fix(home, "all");
        expect(await findings(home)).toEqual([]);
      },
    ));

  test.each([
    ["its address ends with /v1", { ANTHROPIC_BASE_URL: "https://r.example/v1" }, ["settings-url-version"]],
    ["its address is none", { ANTHROPIC_BASE_URL: "r.example" }, ["settings-url-invalid"]],
    ["its key has a blank behind it", { ANTHROPIC_API_KEY: `${OWN_KEY} ` }, ["settings-key-malformed"]],
  ])("%s: %o", (_, env, checks) =>
    withClosed({ ...own({ ...RELAY, ...env }), [STATE]: state(LAST) }, async (home) => {
      expect(await checksIn(home)).toEqual(checks);
    }),
  );

  test.each([
    ["a query behind /v1", { ...RELAY, ANTHROPIC_BASE_URL: "https://r.example/v1?a=b" }],
    ["a key with a blank in it", { ...RELAY, ANTHROPIC_API_KEY: "sk own" }],
  ])("%s is left to its owner", (_, env) =>
    withClosed({ ...own(env), [STATE]: state(LAST, "sk own") }, async (home) => {
      expect(await findings(home)).toMatchObject([{ severity: "error", fixable: false }]);
    }),
  );

  test("a key for Anthropic itself is the user's to approve, with or without its address", async () => {
    for (const env of [{}, { ANTHROPIC_BASE_URL: "https://api.anthropic.com" }])
      await withClosed({ ...own({ ...env, ANTHROPIC_API_KEY: OWN_KEY }), [STATE]: state() }, async (home) => {
        expect(await findings(home)).toEqual([]);
      });
  });

  test.each(["https://api.anthropic.com", "https://api.anthropic.com/", "https://x.anthropic.com:443"])(
    "a login may go to %s",
    (url) =>
      withClosed(own({ ANTHROPIC_BASE_URL: url }), async (home) => {
        expect(await findings(home)).toEqual([]);
      }),
  );

  test.each(["http://api.anthropic.com", "https://anthropic.com.example", "https://notanthropic.com"])(
    "but not to %s",
    (url) =>
      withClosed(own({ ANTHROPIC_BASE_URL: url }), async (home) => {
        expect(await checksIn(home)).toContain("url-alone");
        expect((await home.status()).drift).toMatchObject([{ code: "claude-code.url-alone" }]);
      }),
  );
});

describe("what a user of Anthropic's own service chose", () => {
  const OWN = {
    ANTHROPIC_MODEL: "claude-opus-4-5",
    CLAUDE_CODE_SUBAGENT_MODEL: "sonnet",
    ANTHROPIC_CUSTOM_HEADERS: "X-Org: mine",
    CLAUDE_CODE_USE_BEDROCK: "0",
  };

  test("is no drift, and not touched", () =>
    withClosed(own(OWN), async (home) => {
      const all = await findings(home);
      expect(all).toMatchObject([{ check: "claude-code.custom-headers", severity: "info", fixable: false }]);
      expect((await home.status()).drift).toEqual([]);
      expect((await fix(home, "all")).outcome).toBe("nothing");
      expect(await home.env()).toEqual(OWN);
    }));

  test("is kept where a model of a profile's goes", () =>
    withClosed(own({ ...OWN, ANTHROPIC_DEFAULT_HAIKU_MODEL: "glm-4.5-air" }), async (home) => {
      expect((await home.status()).drift).toMatchObject([
        { code: "claude-code.drift-models", params: { keys: ["ANTHROPIC_DEFAULT_HAIKU_MODEL"] } },
      ]);
      await fix(home, "all");
      expect(await home.env()).toEqual({ ...OWN, ANTHROPIC_DEFAULT_HAIKU_MODEL: "" });
    }));

  test.each([
    ["a model", { ANTHROPIC_MODEL: "x" }],
    ["a key", { ANTHROPIC_API_KEY: "x" }],
  ])("and exported, %s is only told of", (_, variables) =>
    withClosed(
      OFFICIAL,
      async (home) => {
        expect(await findings(home)).toMatchObject([
          { check: "claude-code.drift-exports", severity: "info", fixable: false },
        ]);
        expect((await home.status()).drift).toEqual([]);
      },
      { variables },
    ),
  );
});

test("an exported address that nothing masks may get the login", () =>
  withClosed(
    OFFICIAL,
    async (home) => {
      expect(await findings(home)).toMatchObject([
        { check: "claude-code.drift-exports", severity: "warning", fixable: false },
      ]);
    },
    { variables: { ANTHROPIC_BASE_URL: "https://relay.example" } },
  ));

test("a profile in use is judged by what it says", () =>
  withClosed(
    {
      ...WELL,
      [PROFILES]: PROFILES_TEXT.replace('"kimi" #', '"glm" #'),
      [SETTINGS]: settings({
        ANTHROPIC_BASE_URL: "https://glm.example/api/anthropic",
        ANTHROPIC_AUTH_TOKEN: GLM_KEY,
        ANTHROPIC_MODEL: "claude-opus-4-5",
      }),
      [LOGIN]: "{}",
    },
    async (home) => {
      expect(await findings(home)).toMatchObject([
        {
          check: "claude-code.drift-models",
          params: { keys: ["ANTHROPIC_MODEL", "ANTHROPIC_DEFAULT_HAIKU_MODEL"] },
        },
      ]);
    },
  ));
