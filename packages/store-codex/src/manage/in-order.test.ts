import { basename } from "node:path";
import { expect, test } from "vitest";
import { type Around, filesOf, KEY, LOGIN, type Store } from "./testing/moving-key.ts";
import { type Change, withProviderHome } from "./testing/provider-home.ts";

const IN_USE: Around = { current: true, auth: null };
const UNUSED: Around = { current: false, auth: null };
const BESIDE: Around = { current: false, auth: { OPENAI_API_KEY: "sk-own" } };

const to = (keyStore: Store): Change => ({ change: "edit", id: "x", keyStore });
const REMOVE: Change = { change: "remove", id: "x" };

test.each<[Store, Around, Change, readonly string[]]>([
  ["bearer", UNUSED, to("command"), ["zcf-keys.json", "config.toml"]],
  ["command", UNUSED, to("bearer"), ["config.toml", "zcf-keys.json"]],
  ["bearer", IN_USE, to("auth-json"), ["zcf-keys.json", "auth.json", "config.toml"]],
  ["auth-json", IN_USE, to("bearer"), ["config.toml", "auth.json"]],
  // The other way round a login would be sent to the provider in between.
  ["auth-json", { current: true, auth: LOGIN }, to("bearer"), ["config.toml", "auth.json"]],
  ["auth-json", IN_USE, to("command"), ["zcf-keys.json", "config.toml", "auth.json"]],
  ["auth-json", BESIDE, REMOVE, ["config.toml", "auth.json"]],
  ["command", UNUSED, REMOVE, ["config.toml", "zcf-keys.json"]],
  ["none", BESIDE, { ...to("auth-json"), key: KEY }, ["zcf-keys.json", "auth.json", "config.toml"]],
])(
  "a key is in its new place before it leaves the old one: from %s, %j, %j",
  async (store, around, change, files) => {
    await withProviderHome(filesOf(store, around), async (home) => {
      const [plan] = (await home.plan(change)).stores;
      expect(plan?.plan.required.map(({ file }) => basename(file))).toEqual(files);
    });
  },
);
