import { isSwitchError } from "@zcf/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ProviderHome, withProviderHome } from "../manage/testing/provider-home.ts";
import { codexSends, type Files, VERSIONS } from "./testing/codex-sends.ts";
import { damaged, GIVEN, givenTo, homes, type RandomHome, soundFiles } from "./testing/random-home.ts";

const SEED = Number(process.env["ZCF_SEED"] ?? Math.trunc(Math.random() * 2 ** 31));
const RUNS = Number(process.env["ZCF_RUNS"] ?? 150);

/** What may change what is sent, or how it is kept. */
const CHECKS = [
  "codex.auth-empty",
  "codex.base-url-endpoint",
  "codex.credentials-store-unknown",
  "codex.fields-refused",
  "codex.base-url-endpoint",
  "codex.drift-auth-mode",
  "codex.drift-key",
  "codex.drift-official-key",
  "codex.drift-shared-table",
  "codex.legacy-profile",
  "codex.name-missing",
  "codex.provider-swallowed",
  "codex.requires-openai-auth-missing",
  "codex.token-malformed",
  "codex.earlier-fields",
  "codex.login-screen",
  "codex.preferred-auth-method",
  "codex.auth-empty",
  "codex.wire-api",
];

const fixes = fc.oneof(
  fc.constant("all" as const),
  fc.uniqueArray(fc.constantFrom(...CHECKS), { minLength: 1, maxLength: 4 }),
);

interface Case {
  readonly home: RandomHome;
  readonly fix: "all" | readonly string[];
  readonly force: boolean;
}

/** A refusal is as good as nothing to do, and is said. */
async function unlessRefused(run: () => Promise<string>): Promise<string> {
  try {
    return await run();
  } catch (error) {
    if (isSwitchError(error) && error.kind !== "internal" && error.kind !== "unfinished") return error.code;
    throw error;
  }
}

async function filesOf(home: ProviderHome): Promise<Files> {
  return { config: await home.read("config.toml"), auth: await home.read("auth.json") };
}

/** Each key that is somewhere, in whichever file. */
async function keysIn(home: ProviderHome): Promise<readonly string[]> {
  const names = ["config.toml", "auth.json", "zcf-keys.json"];
  const text = (await Promise.all(names.map((name) => home.read(name)))).join("\n");
  return [...new Set([...text.matchAll(/sk-[\w-]+|eyJ\.\w+/g)].map(([key]) => key))].toSorted();
}

/** The keys that wait for a target, but those that may be anybody's. */
async function parkedIn(home: ProviderHome): Promise<readonly (readonly [target: string, key: string])[]> {
  const kept = (await home.json("zcf-keys.json")) as {
    readonly keys: Readonly<Record<string, string>>;
  } | null;
  return Object.entries(kept?.keys ?? {}).filter(([target]) => target !== "");
}

/** Returns what became of it. */
async function requireSafe(codex: ProviderHome, { home, fix, force }: Case): Promise<string> {
  if (home.shared !== null)
    await unlessRefused(async () => {
      const report = await codex.run({ target: home.shared ?? "", sessions: "shared" });
      return report.outcome;
    });
  await codex.write("config.toml", damaged((await codex.read("config.toml")) ?? "", home));
  const [before, had, picture] = [await filesOf(codex), await keysIn(codex), await codex.picture()];
  let operation: string | null = null;
  const outcome = await unlessRefused(async () => {
    const report = await codex.run({ fix, force });
    operation = report.operation;
    return report.outcome;
  });
  const after = await filesOf(codex);
  for (const version of VERSIONS) {
    const [was, is] = [codexSends(version, before), codexSends(version, after)];
    if (is !== null && JSON.stringify(was) !== JSON.stringify(is))
      expect(GIVEN[is[0]], `${version}: ${is.join(" gets ")}`).toContain(is[1]);
  }
  for (const [target, key] of await parkedIn(codex)) expect(givenTo(target), target).toContain(key);
  expect(await keysIn(codex)).toEqual(had);
  if (operation !== null) await codex.run({ undo: operation, force: true });
  expect(await codex.picture()).toEqual(picture);
  return outcome;
}

test(`whatever is fixed, no version of Codex sends a credential where it was not given for (seed ${SEED})`, {
  timeout: 600_000,
}, async () => {
  const outcomes = new Map<string, number>();
  const cases = fc.record({ home: homes, fix: fixes, force: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const outcome = await withProviderHome(soundFiles(one.home), (codex) => requireSafe(codex, one));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(outcomes.get("applied") ?? 0, JSON.stringify([...outcomes])).toBeGreaterThan(RUNS / 4);
});
