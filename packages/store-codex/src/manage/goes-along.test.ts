import { expect, test } from "vitest";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

const FIRST = '[model_providers.x]\nname = "x"\nbase_url = "https://one.test/v1"\n';
const TOKEN = 'experimental_bearer_token = "sk-x"\n';
const VARIABLE = 'env_key = "X_VARIABLE"\n';
const HEADERS = 'http_headers = { "x-key" = "sk-header" }\n';
const COMMAND = 'auth = { command = "mine" }\n';

const OTHER = { fields: { "base-url": "https://two.test/v1" } };
const SAME = { fields: { "base-url": "https://one.test/v2" } };

type Rest = Omit<Change, "change" | "id">;

async function isTold(lines: string, rest: Rest): Promise<boolean> {
  return withProviderHome({ "config.toml": FIRST + lines }, async (home) => {
    const notices = await home.notices({ change: "edit", id: "x", ...rest });
    return notices.includes("codex.key-goes-along");
  });
}

test.each<readonly [string, string, Rest]>([
  ["its token", TOKEN, OTHER],
  ["its token, which is kept elsewhere from now on", TOKEN, { ...OTHER, keyStore: "command" }],
  ["its variable", VARIABLE, OTHER],
  ["the command of somebody else", COMMAND, OTHER],
  ["its headers alone", HEADERS, OTHER],
])("to another server goes %s, and that is said", async (_name, lines, rest) => {
  expect(await isTold(lines, rest)).toBe(true);
});

test.each<readonly [string, string, Rest]>([
  ["the server stays", TOKEN + HEADERS, { ...SAME, keyStore: "command" }],
  ["a key is given for the new server", TOKEN, { ...OTHER, key: "sk-new" }],
  ["another variable is named for it", VARIABLE, { ...OTHER, key: "Y_VARIABLE" }],
  ["there is no credential", "", OTHER],
  ["its key is taken away", TOKEN, { ...OTHER, keyStore: "none" }],
])("nothing is said where %s", async (_name, lines, rest) => {
  expect(await isTold(lines, rest)).toBe(false);
});

test.each<readonly [string, Rest]>([
  ["another key", { ...OTHER, key: "sk-new" }],
  ["no key at all", { ...OTHER, keyStore: "none" }],
])("what was written for the first server stays behind where the next one gets %s", async (_name, rest) => {
  await withProviderHome({ "config.toml": FIRST + TOKEN + HEADERS }, async (home) => {
    const edit: Change = { change: "edit", id: "x", ...rest };
    const before = await home.picture();
    expect(await home.notices(edit)).toEqual(expect.arrayContaining(["codex.left-behind"]));
    await home.change(edit);
    expect(await home.places("sk-header")).toEqual([]);
    expect((await home.plan(edit)).stores[0]?.plan.required).toEqual([]);
    await home.run({ undo: "last" });
    expect(await home.picture()).toEqual(before);
  });
});
