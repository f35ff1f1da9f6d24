import { expect, test } from "vitest";
import type { LawName } from "./law.ts";
import { LAWS, testAdapter } from "./test-adapter.ts";
import { BROKEN, meddling } from "./testing/broken-toys.ts";
import { toyOptions } from "./testing/toy-options.ts";

/** What each law says of the adapter that breaks it, so that it is caught for the right reason. */
const CAUGHT: Readonly<Record<LawName, RegExp>> = {
  pure: /another plan for the same home/,
  lawful: /plan-refused.*undeclared-group/,
  converges: /a second plan still changes something|verify-failed/,
  inverts: /after the undo: .*notes/,
  minimal: /is not empty/,
  guards: /is guarded by nothing/,
  survives: /has the line 0 times/,
  shares: /has lost/,
  scales: /1000 units are in memory at once/,
  discreet: /a secret is in|a secret stays in/,
  scoped: /outside-write-roots/,
  absent: /ends in .*no edit/,
};

test.each(Object.keys(LAWS) as LawName[])(
  "%s catches an adapter that breaks it",
  { timeout: 600_000 },
  async (name) => {
    const options = toyOptions({ adapter: BROKEN[name] });
    await expect(LAWS[name].check(options)).rejects.toThrow(CAUGHT[name]);
  },
);

test("pure catches an adapter that writes while it plans", async () => {
  await expect(LAWS.pure.check(toyOptions({ adapter: meddling() }))).rejects.toThrow(/a plan wrote/);
});

test("a law that looked at nothing does not hold", async () => {
  const nothing = toyOptions({ goals: [{ target: "alpha" }] });
  for (const name of ["pure", "converges", "inverts", "guards", "survives", "scoped"] as const)
    await expect(LAWS[name].check(nothing)).rejects.toThrow(/no goal changes anything/);
});

test("what is left off is printed with its reason, and is no test", () => {
  const [names, printed] = [new Array<string>(), new Array<string>()];
  testAdapter((name) => names.push(name), {
    ...toyOptions(),
    off: { scales: "it has no sessions", dies: "elsewhere" },
    print: (line) => printed.push(line),
  });
  expect(names.map((name) => name.split(": ")[1])).toEqual(
    Object.keys(LAWS).filter((name) => name !== "scales"),
  );
  expect(printed).toEqual([
    'toy: the law "scales" is left off: it has no sessions',
    'toy: the law "dies" is left off: elsewhere',
  ]);
});
