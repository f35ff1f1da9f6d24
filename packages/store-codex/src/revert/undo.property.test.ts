import type { Json, SessionsMode } from "@zcf/contract";
import { readToml } from "@zcf/formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { configOf, LONGER, type UndoHome, withUndoHome } from "./testing/undo-home.ts";

/** Whatever is switched, and whatever others write in between: our values go back, all else stays. */
const LOGIN = {
  auth_mode: "chatgpt",
  OPENAI_API_KEY: null,
  tokens: { id_token: "eyJ.id", access_token: "eyJ.access", refresh_token: "rt-1", account_id: "acc" },
};
const ENTRIES = { KEPT_KEY: "sk-kept", OTHER_KEY: "sk-other" };
const TARGETS = ["official", "alpha", "beta", LONGER, "kept", "other"];
const MODES: readonly SessionsMode[] = ["sync", "off", "shared"];

type Auth = Readonly<Record<string, Json>>;
type Rewrite = (text: string) => string;

const roots = fc.constantFrom<readonly string[]>(
  [],
  ['model = "mine" # m'],
  ['model_provider = "alpha" # now'],
  ["# model_provider = 'kept' # off", "x = 1"],
  ["x = 1", "", "model_provider = 'kept'"],
);
const auths = fc.constantFrom<Auth>(
  { ...LOGIN, ...ENTRIES },
  { ...ENTRIES, OPENAI_API_KEY: "sk-official" },
  { ...LOGIN, ...ENTRIES, auth_mode: "apikey", OPENAI_API_KEY: "sk-kept" },
);

const TRUST = '\n[projects."/x"] # theirs\ntrust_level = "trusted"\n';
/** What others add to a config: each keeps every line that is there. */
const configAdditions: Readonly<Record<string, Rewrite>> = {
  trust: (text) => text + TRUST,
  comment: (text) => `# added\n${text}`,
  root: (text) => text.replace("# top\n", "# top\nadded = [\n  1, # one\n]\n"),
  field: (text) => text.replace('name = "beta" # mine\n', 'name = "beta" # mine\nstream_max_retries = 3\n'),
};

/** What others do to an `auth.json`; nothing where there is none. */
const authChanges: Readonly<Record<string, (auth: Auth) => Auth>> = {
  entry: (auth) => ({ ...auth, MINE: { deep: ["x"] } }),
  refresh: (auth) =>
    auth["tokens"] === undefined
      ? auth
      : Object.fromEntries([
          ...Object.entries(auth).filter(([name]) => !Object.hasOwn(ENTRIES, name)),
          ["tokens", { ...LOGIN.tokens, access_token: "eyJ.new" }],
          ["last_refresh", "2027"],
        ]),
};

const cases = fc.record({
  roots,
  auth: auths,
  crlf: fc.boolean(),
  first: fc.option(fc.record({ target: fc.constantFrom(...TARGETS), sessions: fc.constantFrom(...MODES) })),
  target: fc.constantFrom(...TARGETS),
  sessions: fc.constantFrom(...MODES),
  config: fc.subarray(Object.keys(configAdditions)),
  changes: fc.subarray(Object.keys(authChanges)),
});

const authIn = async (home: UndoHome): Promise<Auth | null> => {
  const text = await home.read("auth.json");
  return text === null ? null : (JSON.parse(text) as Auth);
};

/** Entries that the switch changed are as before; all others as they are now. */
function expectedAuth(before: Auth | null, after: Auth | null, now: Auth | null): Auth | null {
  const [b, a, n] = [before ?? {}, after ?? {}, now ?? {}];
  const names = [...new Set([...Object.keys(b), ...Object.keys(n)])];
  const found = names.map((name) => {
    const isOurs = JSON.stringify(b[name] ?? null) !== JSON.stringify(a[name] ?? null);
    return [name, (isOurs ? b : n)[name] ?? null] as const;
  });
  return withoutNothing(Object.fromEntries(found));
}

function withoutNothing(auth: Auth | null): Auth | null {
  const left = Object.entries(auth ?? {}).filter(([, value]) => value !== null);
  return left.length === 0 ? null : Object.fromEntries(left.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const lines = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .toSorted();

test("before-values come back, and nothing of anybody else's is lost", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ roots: root, auth, crlf, first, target, sessions, ...others }) => {
      const ended = (text: string): string => (crlf ? text.replaceAll("\n", "\r\n") : text);
      const added: Rewrite = (text) => {
        const plain = text.replaceAll("\r\n", "\n");
        return ended(others.config.reduce((now, name) => configAdditions[name]?.(now) ?? now, plain));
      };
      const files = { "config.toml": ended(configOf(...root)), "auth.json": JSON.stringify(auth, null, 2) };
      await withUndoHome(files, async (home) => {
        if (first !== null) await home.run({ ...first, force: true });
        const before = [(await home.read("config.toml")) ?? "", await authIn(home)] as const;
        const { outcome } = await home.run({ target, sessions, force: true });
        if (outcome !== "applied") return;
        const after = await authIn(home);
        await home.write("config.toml", added((await home.read("config.toml")) ?? ""));
        const now = others.changes.reduce((auth, name) => authChanges[name]?.(auth) ?? auth, after ?? {});
        if (after !== null) await home.write("auth.json", JSON.stringify(now));
        await home.run({ undo: "last", force: true });
        const config = (await home.read("config.toml")) ?? "";
        const wanted = added(before[0]);
        expect(readToml(Buffer.from(config)).data).toEqual(readToml(Buffer.from(wanted)).data);
        expect(lines(config)).toEqual(lines(wanted));
        const isShared = sessions === "shared" || first?.sessions === "shared";
        if (!isShared && !others.config.includes("root")) expect(config).toBe(wanted);
        expect(withoutNothing(await authIn(home))).toEqual(
          expectedAuth(before[1], after, after === null ? null : now),
        );
        // Converges: what is undone is not undone again, but redone.
        expect((await home.run({ undo: "last", force: true })).outcome).toBe("applied");
      });
    }),
    { numRuns: 30 },
  );
});
