import { expect, test } from "vitest";
import { type ClaudeHome, SETTINGS, STATE } from "../testing/claude-home.ts";
import { findings, withClosed } from "./testing/sick-home.ts";

const URL = '"ANTHROPIC_BASE_URL": "https://relay.example"';
const ONBOARDED = '{ "hasCompletedOnboarding": true }';
const KEY = "sk-relay-0123456789-qwertyuiop";

async function fix(home: ClaudeHome, checks: "all" | readonly string[]) {
  const switcher = await home.switcher();
  const operation = await switcher.plan({ tools: ["claude-code"], fix: checks });
  const notices = operation.stores.flatMap(({ plan }) => plan.notices);
  return { notices, outcome: (await switcher.apply(operation)).outcome };
}

test.each([
  ["claude-code.null-values", `{ "env": { ${URL}, "ANTHROPIC_AUTH_TOKEN": null } }`],
  ["claude-code.settings-ignored", `{ "env": { ${URL} } } // mine`],
])("%s stays where the login's token would go to the address without it", async (check, settings) => {
  await withClosed({ [SETTINGS]: settings, [STATE]: ONBOARDED }, async (home) => {
    expect(await findings(home)).toMatchObject([{ check, fixable: false }]);
    for (const checks of ["all", [check]] as const) {
      const { notices, outcome } = await fix(home, checks);
      expect(outcome).toBe("nothing");
      expect(notices).toMatchObject([{ code: "claude-code.fix-withheld", params: { checks: [check] } }]);
    }
    expect(await home.read(SETTINGS)).toBe(settings);
  });
});

test("a comment goes, and what would then be sent as the text null stays", async () => {
  const settings = `{ "env": { ${URL}, "ANTHROPIC_AUTH_TOKEN": null } } // mine`;
  await withClosed({ [SETTINGS]: settings, [STATE]: ONBOARDED }, async (home) => {
    expect(await fix(home, "all")).toMatchObject({
      outcome: "applied",
      notices: [{ params: { checks: ["claude-code.null-values"] } }],
    });
    expect(await home.read(SETTINGS)).toContain('"ANTHROPIC_AUTH_TOKEN": null');
    expect(await home.read(SETTINGS)).not.toContain("mine");
  });
});

test("settings with a comment and a key that is not approved: both are mended, or neither", async () => {
  const settings = `{ "env": { ${URL}, "ANTHROPIC_API_KEY": "${KEY}" } } // mine`;
  await withClosed({ [SETTINGS]: settings, [STATE]: ONBOARDED }, async (home) => {
    const alone = await fix(home, ["claude-code.settings-ignored"]);
    expect(alone).toMatchObject({ outcome: "nothing", notices: [{ code: "claude-code.fix-withheld" }] });
    expect(await fix(home, "all")).toMatchObject({ outcome: "applied", notices: [] });
    expect(await home.read(SETTINGS)).not.toContain("mine");
    expect(await home.read(STATE)).toContain(KEY.slice(-20));
    expect(await findings(home)).toEqual([]);
    await home.undo();
    expect(await home.read(SETTINGS)).toBe(settings);
    expect(await home.read(STATE)).toBe(ONBOARDED);
  });
});

test("what the login's token is sent to already is mended", async () => {
  const settings = `{ "env": { ${URL}, "ANTHROPIC_MODEL": null } }`;
  await withClosed({ [SETTINGS]: settings, [STATE]: ONBOARDED }, async (home) => {
    expect(await fix(home, ["claude-code.null-values"])).toMatchObject({ outcome: "applied", notices: [] });
  });
});
