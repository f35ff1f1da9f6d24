import { mkdir, rm, writeFile } from "node:fs/promises";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ENTRIES, home, LOGIN, TOKENS } from "../testing/auth-home.ts";
import { type CodexHome, homeOpener } from "../testing/codex-home.ts";

const open = homeOpener({ viewOf, withTemporaryDirectory, mkdir, writeFile, rm });

const TARGETS = ["official", "alpha", "beta", "token", "env", "plain", "open"];
const SECRET_OF: Readonly<Record<string, string>> = {
  "sk-alpha": "alpha",
  "sk-beta": "beta",
  "sk-plain": "plain",
  "sk-own": "official",
};

test("any start, any way: planning again finds nothing, no key is lost, none goes to another's server", {
  timeout: 60_000,
}, async () => {
  const auth = fc.record({
    entries: fc.constantFrom({}, ENTRIES),
    login: fc.constantFrom({}, { tokens: TOKENS }, { ...LOGIN }),
    foreign: fc.constantFrom({}, { note: "é", nested: { a: [1] } }),
  });
  const start = fc.constantFrom("official", "alpha", "plain");
  const way = fc.array(fc.constantFrom(...TARGETS), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(auth, start, way, async ({ entries, login, foreign }, from, targets) => {
      const key = { official: "sk-own", alpha: "sk-alpha", plain: "sk-plain" }[from];
      const withKey = from === "official" && "tokens" in login ? {} : { OPENAI_API_KEY: key };
      const mode = "auth_mode" in login && from !== "official" ? { auth_mode: "apikey" } : {};
      const data = { ...login, ...foreign, ...entries, ...withKey, ...mode };
      const files = home(from === "official" ? null : from, data);
      const walk = async (codex: CodexHome): Promise<void> => {
        for (const target of targets) {
          const switched = await codex.switchTo(target).then(
            () => true,
            () => false,
          );
          if (switched) expect((await codex.plan(target)).required).toEqual([]);
          await keepsAll(codex, data);
          await leaksNothing(codex);
        }
      };
      await open(files, walk, { see: { processes: async () => [] } });
    }),
    { numRuns: 150 },
  );
});

async function keepsAll(codex: CodexHome, data: object): Promise<void> {
  const all = `${(await codex.read("auth.json")) ?? ""}${(await codex.read("zcf-keys.json")) ?? ""}`;
  for (const secret of JSON.stringify(data).match(/sk-\w+|eyJ\.\w+|rt-1|é/g) ?? [])
    expect(all).toContain(secret);
}

// Codex sends the key unless the mode says otherwise; to a provider that uses auth.json, or to OpenAI.
async function leaksNothing(codex: CodexHome): Promise<void> {
  const { current } = await codex.inspect();
  const text = await codex.read("auth.json");
  if (text === null || current === null || ["token", "env", "open"].includes(current)) return;
  const data = JSON.parse(text) as { auth_mode?: string; OPENAI_API_KEY?: string | null; tokens?: object };
  const key = data.auth_mode === "chatgpt" ? null : data.OPENAI_API_KEY;
  if (typeof key === "string") expect(SECRET_OF[key]).toBe(current);
  else if (data.tokens !== undefined) expect(current).toBe("official");
}
