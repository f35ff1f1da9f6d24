import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { StoreAdapter } from "@zcf/contract";
import { expect, test } from "vitest";
import { toy } from "../toy/toy-adapter.ts";
import { makeToyHome } from "../toy/toy-home.ts";
import { type CheckCase, testChecks } from "./test-checks.ts";

const makeHome = (home: string): Promise<void> => makeToyHome(home, 1);

async function closed(home: string): Promise<void> {
  await makeHome(home);
  await chmod(join(home, "config.txt"), 0o600);
}

async function plainEnds(home: string): Promise<void> {
  await makeHome(home);
  const file = join(home, "config.txt");
  await writeFile(file, (await readFile(file, "utf8")).replaceAll("\r", ""));
}

const common = {
  severity: "warning",
  params: ({ home }: { readonly home: string }) => ({ file: join(home, "config.txt") }),
  fixable: true,
  sick: makeHome,
} as const;

const CASES: Readonly<Record<"toy.line-ends" | "toy.loose-mode", CheckCase>> = {
  "toy.line-ends": { ...common, well: plainEnds },
  "toy.loose-mode": { ...common, well: closed },
};

function optionsFor(adapter: StoreAdapter) {
  return {
    adapter,
    environment: ({ home }: { readonly home: string }) =>
      ({ home, platform: "linux", variables: {} }) as const,
    cases: CASES,
    secrets: ["toy-key-0123456789"],
  };
}

testChecks(test, optionsFor(toy()));

/** What is said of a toy that does not do what it should; each of the tests runs. */
async function failures(adapter: StoreAdapter): Promise<readonly string[]> {
  const tests: (() => Promise<void>)[] = [];
  testChecks((_name, run) => tests.push(run), optionsFor(adapter));
  const ends = await Promise.allSettled(tests.map((run) => run()));
  return ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason).split("\n")[0] ?? ""] : []));
}

const sound = toy();

test.each<readonly [string, Partial<StoreAdapter>, RegExp]>([
  ["never speaks up", { diagnose: async () => [] }, /deep-equal/],
  [
    "always speaks up",
    {
      diagnose: async (store) => [
        {
          check: "toy.loose-mode",
          severity: "warning",
          params: { file: `${store.home}/config.txt` },
          fixable: true,
        },
      ],
    },
    /in a home that is well/,
  ],
  [
    "fixes nothing",
    {
      plan: async (store, view, goal) =>
        goal.kind === "fix"
          ? { ...(await sound.plan(store, view, goal)), required: [] }
          : sound.plan(store, view, goal),
    },
    /the fix is nothing/,
  ],
])("an adapter that %s is caught", async (_name, broken, message) => {
  expect((await failures({ ...sound, ...broken })).join("\n")).toMatch(message);
});
