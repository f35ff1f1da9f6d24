import { describe, expect, test } from "vitest";
import {
  AFTER,
  type Around,
  FIRST,
  filesOf,
  KEY,
  LOGIN,
  REST,
  STORES,
  type Store,
} from "./testing/moving-key.ts";
import { type Change, type ProviderHome, withProviderHome } from "./testing/provider-home.ts";

function move(from: Store, to: Store): Change {
  const hasKey = from !== "env" && from !== "none";
  const key = to === "env" ? "X_VARIABLE" : KEY;
  const given = to === "none" || (hasKey && to !== "env") ? {} : { key };
  return { change: "edit", id: "x", keyStore: to, ...given };
}

const MOVES = STORES.flatMap((from) => STORES.filter((to) => to !== from).map((to) => [from, to] as const));

const AROUND: readonly (readonly [string, Around])[] = [
  ["not in use", { current: false, auth: null }],
  ["not in use, beside a login", { current: false, auth: LOGIN }],
  ["in use", { current: true, auth: null }],
  ["in use, beside a login", { current: true, auth: LOGIN }],
];

/** Where the key must be, and nowhere else. */
function placesFor(store: Store, { current, auth }: Around): readonly string[] {
  if (store === "env" || store === "none") return [];
  if (store === "bearer") return ["config.toml"];
  if (store === "command") return ["zcf-keys.json"];
  if (!current) return ["zcf-keys.json"];
  return auth === null ? ["auth.json ×2"] : ["auth.json", "zcf-keys.json"];
}

async function expectMoved(home: ProviderHome, to: Store, around: Around): Promise<void> {
  const root = around.current ? 'model_provider = "x"\n' : "";
  expect(await home.read("config.toml")).toBe(root + FIRST + AFTER[to] + REST);
  expect(await home.places(KEY)).toEqual(placesFor(to, around));
  expect(await home.key("x")).toBe(to === "env" || to === "none" ? null : KEY);
  const [entry] = await home.list();
  expect(entry?.keyStore).toBe(to === "none" ? null : to);
}

describe.each(AROUND)("a provider %s", (_name, around) => {
  test.each(MOVES)(
    "from %s to %s: the key moves, its old place is empty, the rest stays, and back",
    async (from, to) => {
      await withProviderHome(filesOf(from, around), async (home) => {
        const before = await home.picture();
        await home.change(move(from, to));
        await expectMoved(home, to, around);
        expect((await home.plan(move(from, to))).stores[0]?.plan.required).toEqual([]);
        const auth = (await home.json("auth.json")) as Readonly<Record<string, unknown>> | null;
        if (around.auth !== null) expect(auth).toMatchObject({ tokens: LOGIN.tokens });
        if (around.current && to === "auth-json") expect(auth).toMatchObject({ OPENAI_API_KEY: KEY });
        if (around.auth !== null && to !== "auth-json" && around.current) expect(auth).toEqual(LOGIN);
        await home.run({ undo: "last" });
        expect(await home.picture()).toEqual(before);
      });
    },
  );
});
