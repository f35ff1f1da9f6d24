import { describe, expect, test } from "vitest";
import { printed } from "../src/child.ts";
import { debris, debrisOfDead } from "../src/debris.ts";
import { expectExit } from "../src/expectations.ts";
import { homeState } from "../src/home-state.ts";
import { mixture } from "../src/sides.ts";
import { type SmallDisk, type SmallDiskOptions, smallDisk } from "../src/small-disk.ts";

const TARGET = "a_longer_provider_id";
const MADE = { providers: ["alpha", TARGET], sessions: 12, mebibytes: 3 };
const PAGE = 4096;
// So often in a row there was room enough: from there on nothing new happens.
const ENOUGH = 3;
const NO_SPACE = /no space left|full|ENOSPC/i;

describe.each<[string, SmallDiskOptions["folder"]]>([
  ["home and state", "userHome"],
  ["the state alone", "zcfHome"],
])("a disk of a few MB holds %s, and is full but for some pages", (_, folder) => {
  test("a switch is done or it is not, says which, and is done once there is room", async (context) => {
    const disk = await smallDisk({ ...MADE, folder });
    if (typeof disk === "string") return context.skip(disk);
    const codes: (number | null)[] = [];
    while (codes.length < ENOUGH || codes.slice(-ENOUGH).some((code) => code !== 0))
      codes.push(await switchWith(disk, codes.length * PAGE));
    console.info(`${folder}, exit code by free pages:`, codes.join(" "));
    expect(codes[0]).toBe(1);
  });
});

/** Switches with so many bytes free, then with room; tells how the first one ended. */
async function switchWith(disk: SmallDisk, free: number): Promise<number | null> {
  await disk.begin(free);
  const before = await homeState(disk.seen);
  const switched = await disk.zcf("switch", TARGET, "--yes", "--strict");
  await disk.free();
  const shown = `${free} bytes free: ${printed(switched)}`;
  expect(mixture(before, await homeState(disk.seen), [TARGET]), shown).toEqual([]);
  if (switched.code === 1) expect(await homeState(disk.seen), shown).toEqual(before);
  if (switched.code !== 0) expect(shown).toMatch(NO_SPACE);
  expectExit(await disk.zcf("recover"), 0);
  expect(await debrisOfDead(disk.seen), shown).toEqual([]);
  await expectSwitched(disk, shown);
  return switched.code;
}

async function expectSwitched(disk: SmallDisk, shown: string): Promise<void> {
  expectExit(await disk.zcf("switch", TARGET, "--yes", "--strict"), 0);
  const after = await homeState(disk.seen);
  expect(new Set(Object.values(after.providers).flat()), shown).toEqual(new Set([TARGET]));
  expect(await debris(disk.seen), shown).toEqual([]);
}
