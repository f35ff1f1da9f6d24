import { differences, readTree } from "@zcf/adapter-testkit";
import type { Json } from "@zcf/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { API_KEY, AUTH_TOKEN, BASE_URL, OWNED_KEYS } from "./owned-keys.ts";
import { textOf } from "./settings.ts";
import { isApproved } from "./state-file.ts";
import {
  type ClaudeHome,
  PROFILES,
  parseObject,
  SETTINGS,
  STATE,
  TWO_PROFILES,
  withHome,
} from "./testing/claude-home.ts";

const OWNED = OWNED_KEYS.map(({ key }) => key);
const TARGETS = ["official", "glm", "kimi", "ccr"];
const ROUTER = ".claude-code-router/config.json";
const RUNS = { numRuns: 25 };
const LONG = { timeout: 120_000 };

const other = fc.constantFrom("FOO", "é", "constructor", "a b");
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const owned = fc.oneof(
  fc.constantFrom("", "0", "1", "old-value"),
  fc.integer(),
  fc.constant(null),
  fc.string(),
);
const env = fc
  .tuple(fc.dictionary(other, value), fc.dictionary(fc.constantFrom(...OWNED), owned))
  .map(([own, ours]) => ({ ...own, ...ours }));
const rest = fc.dictionary(fc.constantFrom("permissions", "hooks", "theme", "$schema"), fc.jsonValue());
const layout = fc.record({
  indent: fc.constantFrom(undefined, 2, 4, "\t"),
  eol: fc.constantFrom("\n", "\r\n"),
  bom: fc.constantFrom("", "\uFEFF"),
  end: fc.constantFrom("", "\n"),
});
const settings = fc
  .record({ rest, env: fc.option(env), model: fc.option(fc.constantFrom("opus", "glm-9")), layout })
  .map(printed);

interface Printed {
  readonly rest: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, unknown>> | null;
  readonly model: string | null;
  readonly layout: {
    readonly indent: string | number | undefined;
    readonly eol: string;
    readonly bom: string;
    readonly end: string;
  };
}

function printed({
  rest: others,
  env: variables,
  model,
  layout: { indent, eol, bom, end },
}: Printed): string {
  const data = {
    ...others,
    ...(variables === null ? {} : { env: variables }),
    ...(model === null ? {} : { model }),
  };
  return bom + JSON.stringify(data, null, indent).replaceAll("\n", eol) + end;
}

function parsed(text: string | null): Record<string, Json> {
  return parseObject(text ?? "{}");
}

/** What is not ours. */
function foreign(text: string | null): unknown {
  const { model: _model, env: variables = {}, ...others } = parsed(text);
  const own = Object.entries(variables as Record<string, Json>).filter(([key]) => !OWNED.includes(key));
  return { others, env: Object.fromEntries(own) };
}

function files(text: string) {
  return {
    [PROFILES]: TWO_PROFILES,
    [SETTINGS]: text,
    [STATE]: "{}",
    [ROUTER]: '{"PORT":4000,"APIKEY":"router-key"}',
  };
}

test("any settings.json: a switch changes owned keys alone, and undoing it gives the bytes", LONG, () =>
  fc.assert(
    fc.asyncProperty(
      settings,
      fc.constantFrom(...TARGETS),
      fc.constantFrom(...TARGETS),
      async (text, first, second) => {
        await withHome(files(text), async (home) => {
          await home.switchTo(first);
          const before = await readTree(home.root);
          const { outcome } = await home.switchTo(second);
          expect(foreign(await home.read(SETTINGS))).toEqual(foreign(text));
          expect((await home.status()).current).toBe(second);
          if (outcome === "applied") await home.undo();
          expect(differences(before, await readTree(home.root))).toEqual([]);
        });
      },
    ),
    RUNS,
  ),
);

const step = fc.oneof(
  fc.record({ to: fc.constantFrom(...TARGETS) }),
  fc.constant({ undo: true } as const),
  fc.constant({ session: true } as const),
  fc.constant({ claudeRuns: true } as const),
);

test(
  "any sequence of switches and undos: an address never stands without exactly one credential of its own",
  LONG,
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        await withHome(files("{}"), async (home) => {
          for (const one of steps) {
            await take(home, one);
            await expectNoLeak(home);
          }
        });
      }),
      RUNS,
    ),
);

type Step =
  | { readonly to: string }
  | { readonly undo: true }
  | { readonly session: true }
  | { readonly claudeRuns: true };

async function take(home: ClaudeHome, one: Step): Promise<void> {
  if ("to" in one) await home.switchTo(one.to);
  else if ("session" in one)
    home.processes = [{ pid: 7, name: "claude", args: [], variables: { HOME: home.root } }];
  else if ("claudeRuns" in one)
    await home.write(
      STATE,
      JSON.stringify({ ...(await home.json(STATE)), oauthAccount: {}, numStartups: 1 }, null, 2),
    );
  else
    await home.undo().catch((error: unknown) => {
      expect(error).toMatchObject({ code: "nothing-to-undo" });
    });
}

const CREDENTIALS: Readonly<Record<string, readonly [string, RegExp]>> = {
  "https://glm.example/api/anthropic": [AUTH_TOKEN, /^glm-secret/],
  "https://kimi.example/anthropic": [API_KEY, /^sk-kimi/],
  "http://127.0.0.1:4000": [API_KEY, /^router-key$/],
};

async function expectNoLeak(home: ClaudeHome): Promise<void> {
  const variables = await home.env();
  const [url, ...credentials] = [BASE_URL, API_KEY, AUTH_TOKEN].map((key) => textOf(variables[key]));
  const set = credentials.filter((text) => text !== "");
  expect(set).toHaveLength(url === "" ? 0 : 1);
  if (url === undefined || url === "") return;
  const [key = "", own = /^$/] = CREDENTIALS[url] ?? [];
  expect(variables[key]).toMatch(own);
  if (key === API_KEY) expect(isApproved(await home.json(STATE), textOf(variables[key]))).toBe(true);
}
