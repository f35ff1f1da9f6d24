import { expect, test } from "vitest";
import { type Finished, printed } from "../src/child.ts";
import { debris } from "../src/debris.ts";
import { expectExit } from "../src/expectations.ts";
import { type HomeState, homeState } from "../src/home-state.ts";
import { at, parseJson, textAt } from "../src/json.ts";
import { madeHomeForTest } from "../src/made-home.ts";
import { activeIn, mixture } from "../src/sides.ts";
import { type Driven, zcf } from "../src/zcf.ts";

const PROVIDERS = ["alpha", "beta", "gamma"];
const PAIRS = 100;
const WAITS = ["0", "5"];
// Some 25 s on two idle cores.
const TIMEOUT_MS = 600_000;

test(`two processes switch one home ${PAIRS} times at once, each to a provider of its own`, {
  timeout: TIMEOUT_MS,
}, async () => {
  const home = await madeHomeForTest({ providers: PROVIDERS, sessions: 8 });
  const first = await homeState(home);
  let active = activeIn(first);
  const tally = new Map<string, number>();
  for (let pair = 0; pair < PAIRS; pair++) {
    const wait = WAITS[pair % WAITS.length] ?? "";
    const rivals = PROVIDERS.filter((id) => id !== active);
    const ended = await Promise.all(rivals.map((target) => race(home, target, wait)));
    const how = `--wait ${wait}: ${ended.map(outcomeOf).toSorted().join(" and ")}`;
    tally.set(how, (tally.get(how) ?? 0) + 1);
    const now = await homeState(home);
    expectOneSide(first, now, `pair ${pair}: ${ended.map(printed).join("\n")}`);
    active = activeIn(now);
  }
  console.info(Object.fromEntries(tally));
  expect(await debris(home)).toEqual([]);
  // Both may see each other's claim, and both withdraw: none waits, none switches.
  expect([...tally.keys()].filter((how) => how.includes("--wait 5"))).toEqual([
    "--wait 5: applied and applied",
  ]);
  expect([...tally.keys()]).toContain("--wait 0: applied and home-locked");
  expectExit(await zcf(home, "status", "--check"), 0);
});

function race(home: Driven, target: string, wait: string): Promise<Finished> {
  return zcf(home, "switch", target, "--tool", "codex", "--yes", "--json", "--wait", wait);
}

/** Done, or kept out by the other one, who is named; anything else fails here. */
function outcomeOf(ended: Finished): string {
  const last = parseJson(ended.stdout.trimEnd().split("\n").at(-1) ?? "");
  if (ended.code === 0) return textAt(last, "outcome");
  expectExit(ended, 1);
  expect(last, printed(ended)).toMatchObject({ code: "home-locked", disk: "untouched" });
  expect(at(last, "params", "pid"), printed(ended)).toBeGreaterThan(0);
  expect(textAt(last, "params", "command")).toContain("switch");
  return "home-locked";
}

function expectOneSide(first: HomeState, now: HomeState, shown: string): void {
  expect(mixture(first, now, PROVIDERS), shown).toEqual([]);
  expect(new Set(Object.values(now.providers).flat()), shown).toEqual(new Set([activeIn(now)]));
}
